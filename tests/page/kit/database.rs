//! The database of texts, as the page's effects see it.

use glossator::app::effect::{Effect, KeptTexts};
use glossator::app::intent::{self, Intent};
use glossator_core::text::TextVersion;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Texts that are kept outside of the store.
pub type Texts = Rc<RefCell<BTreeMap<TextVersion, Rc<str>>>>;

/// Answers of the effect, one after the other; without a database, that there is none.
pub fn answers(effect: &Effect, texts: Option<&Texts>) -> Vec<Intent> {
    match effect {
        Effect::ReadTexts(versions) => {
            let found = |texts: &Texts| {
                versions.iter().filter_map(|version| texts.borrow().get(version).cloned()).collect()
            };
            vec![intent::Storage::TextsRead(versions.clone(), texts.map(found)).into()]
        }
        Effect::KeepTexts(KeptTexts(kept), then) => {
            let keep = |texts: &Texts| {
                texts.borrow_mut().extend(kept.iter().cloned());
                intent::Storage::TextsKept(kept.iter().map(|(version, _)| *version).collect()).into()
            };
            texts.map(keep).into_iter().chain([(**then).clone()]).collect()
        }
        Effect::KeepProjects(brought) => {
            if let Some(texts) = texts {
                texts.borrow_mut().extend(brought.iter().flat_map(|(_, other)| other.texts.iter().cloned()));
            }
            let are_kept = brought.iter().map(|_| texts.is_some()).collect();
            vec![intent::Projects::BringNow(brought.clone(), are_kept).into()]
        }
        Effect::KeepTextsOf(id, KeptTexts(kept)) => {
            if let Some(texts) = texts {
                texts.borrow_mut().extend(kept.iter().cloned());
            }
            vec![intent::Projects::CopyNow(id.clone(), texts.is_some()).into()]
        }
        _ => Vec::new(),
    }
}
