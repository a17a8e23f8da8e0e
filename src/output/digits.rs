//! Numbers as tables show them, digit by digit.

/// Appends a whole number.
pub(crate) fn push_count(count: u64, out: &mut Vec<u8>) {
    // Most counts of a sentence.
    if count < 10 {
        out.push(ascii(count));
        return;
    }
    out.extend_from_slice(itoa::Buffer::new().format(count).as_bytes());
}

/// Appends a number with four decimals behind this sign.
pub(crate) fn push_four_decimals(number: f64, sign: u8, out: &mut Vec<u8>) {
    // Most scores of a sentence.
    if number == 0.0 {
        out.extend_from_slice(&[b'0', sign, b'0', b'0', b'0', b'0']);
        return;
    }
    if let Some(whole) = ten_thousandths(number) {
        push_count(whole / 10_000, out);
        let decimals = [1_000, 100, 10, 1].map(|unit| ascii(whole / unit % 10));
        out.push(sign);
        out.extend_from_slice(&decimals);
        return;
    }
    let text = format!("{number:.4}");
    let text = if text == "-0.0000" { "0.0000" } else { &text };
    out.extend(text.bytes().map(|byte| if byte == b'.' { sign } else { byte }));
}

/// A number as tables show it: four decimals, since exactly three open as thousands in a German
/// spreadsheet; never `-0.0000`.
#[must_use]
pub fn four_decimals(number: f64) -> String {
    let mut out = Vec::new();
    push_four_decimals(number, b'.', &mut out);
    String::from_utf8(out).expect("digits and signs are ASCII")
}

/// The whole ten-thousandths of a number, where they tell it beyond doubt, as of most; formatting floats
/// exactly costs ten times as much.
fn ten_thousandths(number: f64) -> Option<u64> {
    /// Below this the product is right to a millionth.
    const SMALL: f64 = 1e5;
    /// How far from the middle between two numbers of four decimals it must be.
    const CLEAR: f64 = 1e-3;
    if !(0.0..SMALL).contains(&number) {
        return None;
    }
    let scaled = number * 1e4;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1e9")]
    let whole = scaled as u64;
    #[expect(clippy::cast_precision_loss, reason = "up to 1e9")]
    let rest = scaled - whole as f64;
    ((rest - 0.5).abs() >= CLEAR).then(|| whole + u64::from(rest > 0.5))
}

/// The sign of a digit.
#[inline]
fn ascii(digit: u64) -> u8 {
    b'0' + u8::try_from(digit).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(number: f64) -> String {
        format!("{number:.4}").replace("-0.0000", "0.0000")
    }

    fn count(count: u64) -> String {
        let mut out = Vec::new();
        push_count(count, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn four_decimals_are_exact_ones() {
        for number in
            [0.0, -0.0, 0.00005, 0.00015, 2.50005, 0.99995, 99_999.999_95, 1e5, 1e300, -1.5]
        {
            assert_eq!(four_decimals(number), exact(number), "{number}");
        }
    }

    #[test]
    fn counts_of_every_length() {
        for power in 0..20 {
            let least = 10_u64.pow(power);
            for number in [least, least - 1, least / 5 * 9] {
                assert_eq!(count(number), number.to_string());
            }
        }
        assert_eq!(count(u64::MAX), "18446744073709551615");
    }

    #[test]
    fn the_sign_stands_before_the_decimals_and_nowhere_else() {
        for (number, text) in [(0.5, "0,5000"), (-1e20, "-100000000000000000000,0000")] {
            let mut out = Vec::new();
            push_four_decimals(number, b',', &mut out);
            assert_eq!(out, text.as_bytes());
        }
    }

    proptest! {
        #[test]
        fn four_decimals_are_exact_everywhere(n in any::<u32>(), d in 1_u32.., middle in 0_u32..2_000_000_000) {
            let quotient = f64::from(n) / f64::from(d);
            let half = f64::from(middle) / 20_000.0;
            for number in [quotient, half, half.next_up(), half.next_down()] {
                prop_assert_eq!(four_decimals(number), exact(number));
            }
        }
    }
}
