//! Many tests at once.

/// The p values adjusted by Benjamini & Hochberg (1995), in the same order: calling those below q
/// real, at most a share q of the calls is wrong on average. What has no p stays without and is no
/// test.
#[must_use]
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(f64, usize)> =
        p.iter().zip(0..).filter_map(|(p, at)| Some(((*p)?, at))).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let tests = order.len();
    let mut adjusted = vec![None; p.len()];
    let mut least = 1.0_f64;
    for ((p, at), above) in order.into_iter().zip(0..) {
        #[expect(clippy::cast_precision_loss, reason = "numbers of tests are far below 2^52")]
        let factor = tests as f64 / (tests - above) as f64;
        least = least.min(p * factor);
        if let Some(adjusted) = adjusted.get_mut(at) {
            *adjusted = Some(least);
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let p = [Some(0.01), None, Some(0.04), Some(0.03), Some(0.5), Some(0.04)];
        let expected = [Some(0.05), None, Some(0.05), Some(0.05), Some(0.5), Some(0.05)];
        for (found, expected) in benjamini_hochberg(&p).into_iter().zip(expected) {
            assert_eq!(found.is_some(), expected.is_some());
            let off = found.unwrap_or_default() - expected.unwrap_or_default();
            assert!(off.abs() < 1e-12, "{found:?} {expected:?}");
        }
        assert_eq!(benjamini_hochberg(&[Some(1.0), Some(0.8)]), [Some(1.0), Some(1.0)]);
        assert_eq!(benjamini_hochberg(&[None]), [None]);
    }
}
