//! The browser's own socket, for what its driver lacks: the `DevTools` protocol of Chromium for contexts and windows in them,
//! `WebDriver` `BiDi` of Firefox for the console and the size of windows. Both speak alike.
//!
//! It knows no page and no driver.

use serde_json::{Value, json};
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;
use tungstenite::{Message, WebSocket};

/// An answer that has not come by then never will.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// See the module.
pub struct Socket {
    stream: WebSocket<TcpStream>,
    commands: u64,
    /// Events that nobody asked for yet.
    events: Vec<Value>,
}

impl Socket {
    /// Connects to the running Chromium of that profile, which writes there where it listens.
    ///
    /// # Errors
    /// When it listens nowhere, in words.
    pub fn of_profile(profile: &Path) -> Result<Self, String> {
        let file = profile.join("DevToolsActivePort");
        let address = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        // "41225\n/devtools/browser/8b0c…"
        let (port, path) = address.trim_end().split_once('\n').ok_or("expected a port and a path")?;
        Self::connect(&format!("ws://127.0.0.1:{port}{path}"))
    }

    /// Connects to an address such as `ws://127.0.0.1:41225/session/8b0c…`.
    ///
    /// # Errors
    /// When nobody listens there, in words.
    pub fn connect(address: &str) -> Result<Self, String> {
        let host = address.strip_prefix("ws://").and_then(|rest| rest.split('/').next());
        let stream = TcpStream::connect(host.unwrap_or_default()).map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(LONGEST_WAIT)).map_err(|error| error.to_string())?;
        let (stream, _) = tungstenite::client(address, stream).map_err(|error| error.to_string())?;
        Ok(Self { stream, commands: 0, events: Vec::new() })
    }

    /// Sends a command; its answer.
    ///
    /// # Errors
    /// When the browser refuses it or is gone, in words.
    pub fn send(&mut self, method: &str, parameters: &Value) -> Result<Value, String> {
        self.commands += 1;
        let command = json!({ "id": self.commands, "method": method, "params": parameters });
        self.stream.send(Message::text(command.to_string())).map_err(|error| format!("{method}: {error}"))?;
        loop {
            let message = self.stream.read().map_err(|error| format!("{method}: {error}"))?;
            let Ok(text) = message.to_text() else { continue };
            let Ok(mut answer) = serde_json::from_str::<Value>(text) else { continue };
            if answer["id"] != self.commands {
                self.events.push(answer);
                continue;
            }
            return match answer.get("error") {
                Some(_) => Err(format!("{method}: {answer}")),
                None => Ok(answer["result"].take()),
            };
        }
    }

    /// The events of that name that came with the answers since they were last asked for. All others are forgotten.
    pub fn events(&mut self, name: &str) -> Vec<Value> {
        let events = std::mem::take(&mut self.events).into_iter();
        events.filter(|event| event["method"] == name).map(|mut event| event["params"].take()).collect()
    }
}
