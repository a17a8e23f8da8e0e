//! What a page of ours may do: apply its own style, run its own script if it has one, and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// A content security policy that allows this style and this script, each by what it holds, and no request.
#[must_use]
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let scripts = script.map_or(String::new(), |script| format!(" script-src '{}';", hash(script)));
    format!(
        "default-src 'none'; style-src '{}';{scripts} base-uri 'none'; form-action 'none'",
        hash(style)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_specification() {
        // The example of Content Security Policy Level 3, section 8.4.
        let script = "alert('Hello, world.');";
        assert_eq!(hash(script), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn a_page_without_a_script_may_run_none() {
        let only_style = policy("", None);
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(
            only_style,
            format!("default-src 'none'; style-src '{empty}'; base-uri 'none'; form-action 'none'")
        );
        assert_eq!(
            policy("", Some("")),
            format!(
                "default-src 'none'; style-src '{empty}'; script-src '{empty}'; base-uri 'none'; form-action 'none'"
            )
        );
    }
}
