//! Texts that repeat an earlier one, with few words changed.
