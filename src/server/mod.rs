//! Floor 6. The language server: what the editor asks, and what is answered, over two streams. It knows positions and the protocol;
//! what there is to say comes from [`crate::analysis`], and the files of a case from a [`World`].
//!
//! Messages are taken one after another, in their order, on one thread. Another only reads, so that a request can be called back
//! and a burst of keystrokes is checked once: diagnostics are made when nothing waits.

mod actions;
mod cases;
mod client;
mod completion;
mod document;
mod edits;
mod formatting;
mod hints;
mod looks;
mod pages;
mod position;
mod publish;
mod queue;
mod rename;
mod requests;
mod serving;
mod tokens;
mod uri;
mod view;
mod wire;
mod world;

use std::io::{Read, Write};

pub use world::{OnDisk, World};

/// Serves one client until it takes its leave. Whether it did so as the protocol has it: `shutdown`, then `exit`.
pub fn serve(input: impl Read + Send + 'static, output: &mut dyn Write, world: &dyn World) -> bool {
    let queue = queue::Queue::reading(input);
    serving::Server::new(output, world).serve(queue)
}
