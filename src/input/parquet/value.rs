//! A value of Parquet as a cell.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use parquet::record::Field;

use crate::input::object::Value;

/// Texts as they are, dates and times as ISO 8601 writes them, numbers as short as they can be.
pub(super) fn of(field: Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => Value::Text(text),
        Field::Bytes(bytes) => Value::Text(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Float(number) => Value::Other(number.to_string()),
        Field::Double(number) => Value::Other(number.to_string()),
        Field::Date(days) => date(days).map_or(Value::Other(days.to_string()), Value::Text),
        Field::TimestampMillis(time) => moment(Timestamp::from_millisecond(time).ok(), time),
        Field::TimestampMicros(time) => moment(Timestamp::from_microsecond(time).ok(), time),
        other => Value::Other(other.to_string()),
    }
}

fn date(days: i32) -> Option<String> {
    let day = Timestamp::from_second(i64::from(days) * 86_400).ok()?;
    Some(Date::from(Offset::UTC.to_datetime(day)).to_string())
}

fn moment(time: Option<Timestamp>, number: i64) -> Value {
    let Some(time) = time else { return Value::Other(number.to_string()) };
    let time: DateTime = Offset::UTC.to_datetime(time);
    let is_day = time.time() == Time::midnight();
    Value::Text(if is_day { time.date().to_string() } else { time.to_string() })
}
