//! The offer: the labels that the selected words have elsewhere, and who or what they are there, unless nobody wants to see that.

use super::settings::HINTS;
use super::state::State;
use glossator_core::corpus::lexicon::Hint;
use glossator_core::model::entity::Entity;
use glossator_core::model::record::Kind;
use std::rc::Rc;

/// The start of the name of the setting that nobody wants to see hints for a string; the string follows.
pub const DISMISSED: &str = "no hint: ";

impl State {
    /// See the module.
    #[must_use]
    pub fn offer(&self) -> Option<Hint> {
        let (span, document) = (self.session.selection?, self.document()?);
        let mut hint = self.lexicon().hint(&document.text, span, self.corpus().labels())?;
        // Elsewhere is not here.
        hint.labels.retain_mut(|(label, count)| {
            let here = document.tagged(span, label).count();
            let is_new = here == 0 || *count > here;
            *count -= here.min(*count);
            is_new
        });
        if hint.labels.is_empty() {
            return None;
        }
        let is_wanted = self.is_on(HINTS) && !self.is_dismissed(&hint.words);
        is_wanted.then_some(hint)
    }

    /// The entity that these words speak of elsewhere, where they have the first of the labels.
    #[must_use]
    pub fn meant_by(&self, hint: &Hint) -> Option<&Rc<Entity>> {
        let (label, _) = hint.labels.first()?;
        self.lexicon().entity(self.corpus(), &hint.words, label)
    }

    /// True if nobody wants to see hints for that string.
    #[must_use]
    pub fn is_dismissed(&self, words: &str) -> bool {
        self.setting(&format!("{DISMISSED}{words}")) == "on"
    }

    /// The strings for which no hints are shown.
    #[must_use]
    pub fn dismissed(&self) -> Vec<Rc<str>> {
        let names = self.corpus().records(&Kind::Setting);
        let words = names.filter_map(|(key, _)| key.id.strip_prefix(DISMISSED));
        words.filter(|words| self.is_dismissed(words)).map(Into::into).collect()
    }
}
