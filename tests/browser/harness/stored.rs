//! Data that the page stored: items of local storage, their second copy, and texts.

use super::page::Page;
use std::collections::BTreeMap;

impl Page {
    /// Everything in the browser's store, also what is not ours.
    #[track_caller]
    pub fn stored(&self) -> BTreeMap<String, String> {
        serde_json::from_value(self.run("return page.stored()")).expect("keys and values")
    }

    /// The keys in the second copy, with what stands in front of them.
    #[track_caller]
    pub fn mirrored(&self) -> Vec<String> {
        let keys = self.session.call("page.mirrored().then(done)");
        serde_json::from_value(keys).expect("keys")
    }

    /// The keys of the texts that stand in the database.
    #[track_caller]
    pub fn kept_texts(&self) -> Vec<String> {
        let keys = self.session.call("page.keysOf('texts').then(done)");
        serde_json::from_value(keys).expect("keys")
    }
}
