//! Groups side by side: rates, differences, ratios, effect sizes and tests.
