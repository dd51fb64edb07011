//! The entry of CHANGELOG.md about a version.
//!
//! It reads headings only, as keepachangelog.com writes them; it does not know what was changed.

/// True if a version is listed with the date of its release: `## [0.1.0] - 2026-01-31`.
///
/// A heading without a date (`## [Unreleased]`, `## [0.1.0] - unreleased`) is work in progress.
pub fn is_released(changelog: &str, version: &str) -> bool {
    let heading = format!("## [{version}]");
    changelog
        .lines()
        .filter_map(|line| line.strip_prefix(&heading))
        .filter_map(|rest| rest.trim().strip_prefix('-'))
        .any(|rest| is_date(rest.trim()))
}

/// True if a text has the form of `2026-01-31`.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::is_released;

    #[track_caller]
    fn check(changelog: &str, expected: bool) {
        assert_eq!(is_released(changelog, "0.1.0"), expected, "{changelog}");
    }

    #[test]
    fn only_a_heading_with_a_date_is_a_release() {
        check("# Changelog\n\n## [0.1.0] - 2026-01-31\n\n- First.\n", true);
        check("## [0.1.0] - 2026-01-31\r\n", true);
        check("## [Unreleased]\n\n## [0.1.0] - 2026-01-31\n", true);
        check("## [Unreleased]\n", false);
        check("## [0.1.0] - unreleased\n", false);
        check("## [0.1.0]\n", false);
        check("## [0.1.0] - 2026-1-31\n", false);
        check("## [0.1.1] - 2026-01-31\n", false);
        check("## [0.1.0-rc.1] - 2026-01-31\n", false);
        check("It was ## [0.1.0] - 2026-01-31\n", false);
        check("", false);
    }
}
