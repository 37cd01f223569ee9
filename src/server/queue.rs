//! What has come in and is still to be done, in its order. It is read on a thread of its own, so that a request can be called
//! back, and a burst of keystrokes be seen as one, while an answer is being made.

use std::collections::VecDeque;
use std::io::{BufReader, Read};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use lsp_server::{Message, RequestId};

use super::wire::{self, Incoming};

/// The next thing to do.
#[derive(Debug)]
pub(super) enum Next {
    /// Something came in.
    Incoming(Incoming),
    /// A request that was called back before anything was done about it.
    Cancelled(RequestId),
}

/// Everything that has come in.
pub(super) struct Queue {
    coming: Receiver<Incoming>,
    waiting: VecDeque<Next>,
}

impl Queue {
    /// Reads from a client until it goes away.
    pub(super) fn reading(input: impl Read + Send + 'static) -> Self {
        let (sender, coming) = channel();
        thread::spawn(move || {
            let mut input = BufReader::new(input);
            // An input that cannot be read is a client that has gone away.
            while let Ok(Some(incoming)) = wire::read(&mut input) {
                if sender.send(incoming).is_err() {
                    break;
                }
            }
        });
        Self {
            coming,
            waiting: VecDeque::new(),
        }
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&mut self) -> bool {
        self.take_in();
        self.waiting.is_empty()
    }

    /// The next thing to do, waiting for it; none when the client has gone away.
    pub(super) fn next(&mut self) -> Option<Next> {
        self.take_in();
        while self.waiting.is_empty() {
            let incoming = self.coming.recv().ok()?;
            self.put(incoming);
            self.take_in();
        }
        self.waiting.pop_front()
    }

    fn take_in(&mut self) {
        while let Ok(incoming) = self.coming.try_recv() {
            self.put(incoming);
        }
    }

    fn put(&mut self, incoming: Incoming) {
        match cancelled(&incoming) {
            Some(id) => self.cancel(&id),
            None => self.waiting.push_back(Next::Incoming(incoming)),
        }
    }

    /// Calls a request back; one that is done already is not in the queue any more.
    fn cancel(&mut self, id: &RequestId) {
        let meant = |next: &&mut Next| matches!(next, Next::Incoming(Incoming::Message(Message::Request(request))) if request.id == *id);
        if let Some(next) = self.waiting.iter_mut().find(meant) {
            *next = Next::Cancelled(id.clone());
        }
    }
}

/// The request that a message calls back.
fn cancelled(incoming: &Incoming) -> Option<RequestId> {
    match incoming {
        Incoming::Message(Message::Notification(note)) if note.method == "$/cancelRequest" => {
            serde_json::from_value(note.params.get("id")?.clone()).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn a_request_that_is_called_back_keeps_its_place() {
        let input = [
            message("{\"method\":\"a\"}"),
            message("{\"id\":7,\"method\":\"b\"}"),
            message("{\"id\":8,\"method\":\"c\"}"),
            message("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":7}}"),
            message("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":99}}"),
            message("{\"method\":\"$/cancelRequest\"}"),
        ];
        let (sender, coming) = channel();
        let mut bytes = std::io::Cursor::new(input.concat());
        while let Some(incoming) = wire::read(&mut bytes).unwrap() {
            sender.send(incoming).unwrap();
        }
        drop(sender);
        let mut queue = Queue {
            coming,
            waiting: VecDeque::new(),
        };
        let mut told = Vec::new();
        while let Some(next) = queue.next() {
            told.push(match next {
                Next::Cancelled(id) => format!("not {id}"),
                Next::Incoming(Incoming::Message(Message::Request(request))) => request.method,
                Next::Incoming(Incoming::Message(Message::Notification(note))) => note.method,
                Next::Incoming(other) => format!("{other:?}"),
            });
        }
        assert_eq!(told[..3], ["a", "not 7", "c"]);
        // What says not what to call back is a notification like any other, and nothing comes of it.
        assert_eq!(told[3..], ["$/cancelRequest"]);
    }
}
