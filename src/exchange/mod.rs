//! Floor 5. Claims as rows, for spreadsheets and programs: a case goes out as JSON Lines or CSV ([`export`]), and rows of either come in
//! as claim files ([`import`]). Both stream: what is in memory is one row (or one file of the case), and the names of sources and events.
//!
//! Every row has the same [fields](FIELDS), whatever it is. What Belie's own words say best (a time, a statement, a kind of event) is
//! kept in them, so that nothing is lost between a case and its rows but comments and layout.

mod cells;
mod export;
mod fields;
mod import;
mod json;
mod table;
mod words;

pub use cells::{Cell, Row};
pub use export::export;
pub use fields::{FIELDS, Field, Shape};
pub use import::{Failure, Form, Found, Mapping, Sink, import};
pub use json::{line as json_line, schema};
pub use table::{header as csv_header, row as csv_row};
