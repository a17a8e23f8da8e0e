//! Counts in words.

/// `1 entry`, `2 entries`.
#[must_use]
pub fn counted(n: u64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        let counts = [0, 1, 2, 36].map(|n| counted(n, "entry", "entries"));
        assert_eq!(counts, ["0 entries", "1 entry", "2 entries", "36 entries"]);
    }
}
