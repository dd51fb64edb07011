//! Answers to the question who or what an annotation is, as a person gives them.

use super::Page;
use glossator::app::intent::Attribution;

impl Page {
    /// Says who or what the annotation of these words is, or which group a claim belongs to.
    #[track_caller]
    pub fn means(&self, words: &str, name: &str) {
        self.click(words);
        self.press("i");
        self.send(Attribution::Type(name.into()));
        self.send(Attribution::Take(0, false));
    }
}
