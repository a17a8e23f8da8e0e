//! Dates as people and programs write them, and the periods they lie in.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};

/// The name for dates that are missing or cannot be read.
pub const UNKNOWN: &str = "unknown";

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granularity {
    /// `2018-09-12`.
    Day,
    /// The ISO week, Monday to Sunday: `2018-W37`. Its year may differ from that of the date.
    Week,
    /// `2018-09`.
    Month,
    /// `2018`.
    Year,
}

impl Granularity {
    /// The key of the period that a date lies in, or [`UNKNOWN`]. Keys of one granularity sort by
    /// time.
    ///
    /// ```
    /// use hedgerow::compare::period::{Granularity, UNKNOWN};
    ///
    /// assert_eq!(Granularity::Week.key("2024-12-30T23:30:00-05:00"), "2025-W01");
    /// assert_eq!(Granularity::Month.key("Sept. 3, 2018"), "2018-09");
    /// assert_eq!(Granularity::Day.key("03/04/2018"), UNKNOWN);
    /// ```
    #[must_use]
    pub fn key(self, text: &str) -> String {
        let Some(found) = read(text) else { return UNKNOWN.to_owned() };
        let date = found.date;
        match (self, found.precision) {
            (Self::Year, _) => format!("{:04}", date.year()),
            (_, Precision::Year) | (Self::Day | Self::Week, Precision::Month) => UNKNOWN.to_owned(),
            (Self::Month, _) => format!("{:04}-{:02}", date.year(), date.month()),
            (Self::Day, Precision::Day) => date.to_string(),
            (Self::Week, Precision::Day) => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
        }
    }
}

/// How much of a date was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
}

struct Found {
    date: Date,
    precision: Precision,
}

/// Spellings with the day, of a text in which commas and stops are blanks and every blank is single.
const WITH_DAY: [&str; 10] = [
    "%Y-%m-%d", "%Y/%m/%d", "%Y %m %d", "%Y%m%d", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y",
    "%d-%b-%Y", "%Y-%b-%d",
];

/// Spellings with a month and a year, a day put before them.
const WITH_MONTH: [&str; 5] = ["%d %Y-%m", "%d %Y/%m", "%d %B %Y", "%d %b %Y", "%d %m/%Y"];

/// Reads a date; the time of day and the zone, which say nothing of the day *there*, are left aside.
/// Dates of three numbers that end in the year are read only if one of the first two is above 12:
/// nobody can tell which is the month in 03/04/2018.
fn read(text: &str) -> Option<Found> {
    let text = text.trim();
    iso(text)
        .or_else(|| spelt(text))
        .or_else(|| year_last(text))
        .map(|date| Found { date, precision: Precision::Day })
        .or_else(|| partial(text))
        .or_else(|| unix(text))
}

/// ISO 8601 and RFC 3339, with a blank for the `T` too, and RFC 2822.
fn iso(text: &str) -> Option<Date> {
    let date = text.parse::<DateTime>().map(DateTime::date).or_else(|_| text.parse::<Date>()).ok();
    // A zone behind the time stops both; the day before it is what counts.
    let head = || text.split_once(['T', ' ']).and_then(|(day, _)| day.parse::<Date>().ok());
    date.or_else(head).or_else(|| {
        rfc2822::DateTimeParser::new().parse_zoned_datetime(text).ok().map(|zoned| zoned.date())
    })
}

/// Months by name, with or without a weekday before and a time behind.
fn spelt(text: &str) -> Option<Date> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let from = usize::from(words.first().is_some_and(|word| is_weekday(word)));
    (1..=3).rev().find_map(|n| {
        let words = words.get(from..from + n)?.join(" ");
        WITH_DAY.iter().find_map(|format| parse(format, &words))
    })
}

/// `13/09/2018`, `9.13.2018`: the number above 12 is the day.
fn year_last(text: &str) -> Option<Date> {
    let day = text.split_whitespace().next()?;
    let numbers: Option<Vec<i16>> =
        day.split(['/', '.', '-']).map(|part| part.parse().ok()).collect();
    let [first, second, year] = numbers?.try_into().ok()?;
    let (day, month) = match (first, second) {
        (13.., ..=12) => (first, second),
        (..=12, 13..) => (second, first),
        (first, second) if first == second => (first, second),
        _ => return None,
    };
    (year >= 1000)
        .then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}

/// A month or a year.
fn partial(text: &str) -> Option<Found> {
    let words = words(text).join(" ");
    if words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit()) {
        let date = Date::new(words.parse().ok()?, 1, 1).ok()?;
        return Some(Found { date, precision: Precision::Year });
    }
    let first = format!("1 {words}");
    let date = WITH_MONTH.iter().find_map(|format| parse(format, &first))?;
    Some(Found { date, precision: Precision::Month })
}

/// Seconds or milliseconds since 1970, from 1973 to 5138: nine to eleven digits, or twelve to fourteen.
fn unix(text: &str) -> Option<Found> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let number: i64 = whole.parse().ok()?;
    let timestamp = match whole.len() {
        9..=11 => Timestamp::from_second(number),
        12..=14 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let date = timestamp.ok()?.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    Some(Found { date, precision: Precision::Day })
}

fn parse(format: &str, text: &str) -> Option<Date> {
    // A year of two digits could be of any century.
    strtime::parse(format, text).ok()?.to_date().ok().filter(|date| date.year() >= 1000)
}

/// The words of a date: without commas, stops, *of* and the endings of ordinals, months as programs
/// shorten them.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',' || c == '.');
    let words = words.filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of"));
    words.map(word).collect()
}

fn word(word: &str) -> String {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..).unwrap_or_default().to_ascii_lowercase();
    let is_ordinal = ["st", "nd", "rd", "th"].contains(&ending.as_str());
    if is_ordinal && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() {
        return digits.to_owned();
    }
    if word.eq_ignore_ascii_case("sept") { "Sep".to_owned() } else { word.to_owned() }
}

fn is_weekday(word: &str) -> bool {
    parse_weekday("%A", word) || parse_weekday("%a", word)
}

fn parse_weekday(format: &str, word: &str) -> bool {
    strtime::parse(format, word).is_ok_and(|parsed| parsed.weekday().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_day() {
        for text in [
            "2018-09-13",
            " 2018-09-13 ",
            "20180913",
            "2018/09/13",
            "2018.09.13",
            "2018-09-13T08:30",
            "2018-09-13 08:30:00",
            "2018-09-13T23:30:00Z",
            "2018-09-13T23:30:00.123+05:30",
            "2018-09-13 23:30:00 UTC",
            "2018-09-13 23:30:00 -0400",
            "13/09/2018",
            "9/13/2018",
            "13.9.2018",
            "09-13-2018",
            "9/13/2018 11:30 PM",
            "September 13, 2018",
            "Sept. 13, 2018",
            "Sep 13 2018",
            "13 September 2018",
            "13th of September, 2018",
            "September 13th, 2018",
            "13-Sep-2018",
            "Thursday, September 13, 2018",
            "Thursday 13 September 2018",
            "Thu, 13 Sep 2018 08:30:00 GMT",
            "Thu, 13 Sep 2018 08:30:00 -0400",
            "September 13, 2018 8:30 am ET",
            "1536827400",
            "1536827400000",
        ] {
            assert_eq!(Granularity::Day.key(text), "2018-09-13", "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "-",
            "n/a",
            "yesterday",
            "03/04/2018",
            "13/13/2018",
            "2018-02-30",
            "13/09/18",
            "31 February 2018",
            "2018-13-01",
            "September",
            "13",
            "Vol. 12",
            "2018-09",
            "2018",
            "99999999999999999999",
            "\u{0}",
            "２０１８",
        ] {
            assert_eq!(Granularity::Day.key(text), UNKNOWN, "{text}");
        }
    }

    #[test]
    fn periods() {
        for (text, week, month, year) in [
            ("2021-01-03", "2020-W53", "2021-01", "2021"),
            ("2024-12-30", "2025-W01", "2024-12", "2024"),
            ("2018-09-13", "2018-W37", "2018-09", "2018"),
            ("2018-09", UNKNOWN, "2018-09", "2018"),
            ("September 2018", UNKNOWN, "2018-09", "2018"),
            ("Sept. 2018", UNKNOWN, "2018-09", "2018"),
            ("09/2018", UNKNOWN, "2018-09", "2018"),
            ("2018", UNKNOWN, UNKNOWN, "2018"),
            ("04/04/2018", "2018-W14", "2018-04", "2018"),
        ] {
            let keys = [Granularity::Week, Granularity::Month, Granularity::Year];
            assert_eq!(
                keys.map(|granularity| granularity.key(text)),
                [week, month, year],
                "{text}"
            );
        }
    }
}
