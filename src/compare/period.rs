//! Dates as users write them, and the periods they lie in.
