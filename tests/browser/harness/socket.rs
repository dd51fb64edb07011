//! The browser's own `DevTools` socket, for what a window's socket refuses: contexts, windows in them, their downloads.
//!
//! It knows no page and no `WebDriver`.

use serde_json::{Value, json};
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;
use tungstenite::{Message, WebSocket};

/// An answer that has not come by then never will.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// See the module.
pub struct DevTools {
    socket: WebSocket<TcpStream>,
    commands: u64,
}

impl DevTools {
    /// Connects to the running browser of that profile, which writes there where it listens.
    ///
    /// # Errors
    /// When it listens nowhere, in words.
    pub fn connect(profile: &Path) -> Result<Self, String> {
        let file = profile.join("DevToolsActivePort");
        let address = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        // "41225\n/devtools/browser/8b0c…"
        let (port, path) = address.trim_end().split_once('\n').ok_or("expected a port and a path")?;
        let stream = TcpStream::connect(format!("127.0.0.1:{port}")).map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(LONGEST_WAIT)).map_err(|error| error.to_string())?;
        let (socket, _) = tungstenite::client(format!("ws://127.0.0.1:{port}{path}"), stream)
            .map_err(|error| error.to_string())?;
        Ok(Self { socket, commands: 0 })
    }

    /// Sends a command; its answer.
    ///
    /// # Errors
    /// When the browser refuses it or is gone, in words.
    pub fn send(&mut self, method: &str, parameters: &Value) -> Result<Value, String> {
        self.commands += 1;
        let command = json!({ "id": self.commands, "method": method, "params": parameters });
        self.socket.send(Message::text(command.to_string())).map_err(|error| format!("{method}: {error}"))?;
        loop {
            let message = self.socket.read().map_err(|error| format!("{method}: {error}"))?;
            let Ok(text) = message.to_text() else { continue };
            let Ok(mut answer) = serde_json::from_str::<Value>(text) else { continue };
            // All else are events.
            if answer["id"] != self.commands {
                continue;
            }
            return match answer.get("error") {
                Some(error) => Err(format!("{method}: {error}")),
                None => Ok(answer["result"].take()),
            };
        }
    }
}
