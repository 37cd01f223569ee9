//! Messages as they come and go: a header with a length, then JSON. The reader of `lsp-server` ends at the first message that is
//! none; this one says so and reads on.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// No header line of a client that means well is longer.
const HEADER_LONGEST: u64 = 8 << 10;
/// No message is longer, as no claim file of a case is: 1 GiB.
const MESSAGE_LONGEST: u64 = 1 << 30;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A message.
    Message(Message),
    /// Something that is none, and what to answer.
    Malformed(Value),
}

/// Reads the next message; none when the client has gone away.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = header(input)? else {
        return Ok(None);
    };
    let Some(length) = length else {
        return Ok(Some(malformed(
            ErrorCode::ParseError,
            &Value::Null,
            "a message needs a header with its Content-Length",
        )));
    };
    if length > MESSAGE_LONGEST {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Some(malformed(
            ErrorCode::InvalidRequest,
            &Value::Null,
            "the message is too long",
        )));
    }
    // Room is made as the bytes come: a length is quickly said.
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(message(&body)))
}

/// The length that a header names: nothing inside if it names none that can be read, nothing at all at the end.
fn header(input: &mut impl BufRead) -> io::Result<Option<Option<u64>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        input.take(HEADER_LONGEST).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if text.is_empty() {
            return Ok(Some(length));
        }
        if let Some((name, value)) = text.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

fn message(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => {
            return malformed(ErrorCode::ParseError, &Value::Null, &error.to_string());
        }
    };
    // Whoever asks under a name that is no name must not take it for a notification.
    let id = value.get("id").cloned().unwrap_or_default();
    let readable = id.is_null() || id.is_string() || id.as_i64().is_some_and(fits);
    match serde_json::from_value(value) {
        Ok(message) if readable => Incoming::Message(message),
        _ => malformed(
            ErrorCode::InvalidRequest,
            &id,
            "this is no request, response or notification",
        ),
    }
}

fn fits(id: i64) -> bool {
    i32::try_from(id).is_ok()
}

fn malformed(code: ErrorCode, id: &Value, message: &str) -> Incoming {
    let id = if id.is_string() || id.is_number() {
        id
    } else {
        &Value::Null
    };
    Incoming::Malformed(json!({
        "jsonrpc": "2.0",
        "id": id,
        "error": { "code": code as i32, "message": message },
    }))
}

/// Writes an answer to something that was no message.
pub(super) fn write_raw(output: &mut dyn Write, value: &Value) -> io::Result<()> {
    let text = value.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(bodies: &[&str]) -> Vec<u8> {
        let frame = |body: &&str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        bodies.iter().map(frame).collect::<String>().into_bytes()
    }

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        let mut found = Vec::new();
        while let Some(incoming) = read(&mut input).unwrap() {
            found.push(match incoming {
                Incoming::Message(Message::Request(request)) => request.method,
                Incoming::Message(Message::Notification(note)) => note.method,
                Incoming::Message(Message::Response(response)) => response.id.to_string(),
                Incoming::Malformed(answer) => answer["error"]["code"].to_string(),
            });
        }
        found
    }

    #[test]
    fn what_is_no_message_costs_only_itself() {
        let bytes = framed(&[
            "{\"jsonrpc\":\"2.0\",\"method\":\"a\"}",
            "{ nonsense",
            "[]",
            "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"b\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"c\"}",
        ]);
        assert_eq!(all(&bytes), ["a", "-32700", "-32600", "-32600", "c"]);
    }

    #[test]
    fn a_header_without_a_length_is_answered() {
        let mut bytes = b"Content-Length: many\r\n\r\n".to_vec();
        bytes.extend(framed(&["{\"method\":\"a\"}"]));
        assert_eq!(all(&bytes), ["-32700", "a"]);
    }

    #[test]
    fn a_length_that_is_only_said_takes_no_room() {
        assert_eq!(all(b"Content-Length: 99999999999999\r\n\r\n{}"), ["-32600"]);
        assert!(all(b"Content-Length: 1000000000\r\n\r\n{}").is_empty());
    }
}
