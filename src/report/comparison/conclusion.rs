//! What a block shows, in words.

use crate::compare::row::{Contrast, Flag, GroupRow};
use crate::report::visible::one_line;

/// Below this, p may be called sure.
const SURE: f64 = 0.05;
/// The most groups that a sentence names.
const NAMED: usize = 8;

/// Whether a difference is shown: the adjusted p says so, and the interval of the ratio, or of the
/// difference where there is no ratio, does not say the contrary. With few cues the two may disagree.
pub(super) fn is_sure(contrast: &Contrast) -> bool {
    let leaves_out = |value: f64, lo: Option<f64>, hi: Option<f64>| {
        lo.is_some_and(|lo| lo > value) || hi.is_some_and(|hi| hi < value)
    };
    let interval = contrast.difference_interval;
    let by_difference = interval.is_none_or(|ends| leaves_out(0.0, Some(ends.lo), Some(ends.hi)));
    let by_ratio = match contrast.ratio {
        Some(_) => leaves_out(1.0, contrast.ratio_lo, contrast.ratio_hi),
        None => by_difference,
    };
    contrast.p_adjusted.is_some_and(|p| p < SURE) && by_ratio
}

/// Which groups have more than what they are held beside, which have less, and of which nothing can
/// be said.
pub(super) fn conclusion(rows: &[&GroupRow], beside: &str) -> String {
    let mut more = Vec::new();
    let mut less = Vec::new();
    let mut open = Vec::new();
    let mut few = Vec::new();
    for row in rows {
        let Some(contrast) = &row.contrast else { continue };
        let name = one_line(&row.group);
        let times = contrast.ratio.map_or(String::new(), |ratio| format!(" ({ratio:.2} times)"));
        match contrast.difference {
            Some(difference) if is_sure(contrast) && difference > 0.0 => {
                more.push(format!("{name}{times}"));
            }
            Some(difference) if is_sure(contrast) && difference < 0.0 => {
                less.push(format!("{name}{times}"));
            }
            _ if contrast.p.is_some() => open.push(name),
            _ if row.flags.contains(&Flag::Zero) => {}
            _ if row.flags.contains(&Flag::Few) => few.push(name),
            _ => open.push(name),
        }
    }
    let mut said = Vec::new();
    if !more.is_empty() {
        said.push(format!("More than {beside}: {}.", named(&more)));
    }
    if !less.is_empty() {
        said.push(format!("Less than {beside}: {}.", named(&less)));
    }
    if !open.is_empty() {
        said.push(format!("No difference shown: {}.", named(&open)));
    }
    if !few.is_empty() {
        said.push(format!("Too few documents to test: {}.", named(&few)));
    }
    said.join(" ")
}

fn named(names: &[String]) -> String {
    let some: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = names.len().saturating_sub(NAMED);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    some.join(", ") + &tail
}
