//! The lexicon: every string that is tagged somewhere or names an entity, and the places where it recurs untagged.
//!
//! It follows the changes of each edit. It does not know how a hint is drawn, nor which strings a person does
//! not want to see again.

use crate::corpus::Corpus;
use crate::corpus::change::Change;
use crate::model::annotation::Annotation;
use crate::model::document::{Block, Document};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::{LabelId, LabelSet};
use crate::query;
use crate::text::Text;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use crate::text::tokenise::{Segmenter, Tokens, Unit, has_word};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Tagged strings and names of a corpus, with the labels that they have and the entities that they speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// Sorted by words.
    entries: Vec<Entry>,
}

/// A string that is tagged somewhere, or names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// Words as [`folded`] writes them.
    words: Rc<str>,
    /// Number of annotations for each label, sorted by label; none where just the name of an entity is so.
    labels: Vec<(LabelId, usize)>,
    /// Entities, sorted, once for each annotation that speaks of one and for each name of one.
    entities: Vec<(LabelId, EntityId)>,
}

/// An annotation or a name, reduced to its words, its label and the entity.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    /// Words as [`folded`] writes them.
    words: String,
    label: LabelId,
    entity: Option<EntityId>,
    is_name: bool,
}

/// A place where a string that is tagged elsewhere is not tagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Span of the place.
    pub span: Span,
    /// Words as they are tagged elsewhere.
    pub words: Rc<str>,
    /// Number of annotations for each label, the most frequent first; none where just an entity is called so. Not empty.
    pub labels: Vec<(LabelId, usize)>,
}

impl Lexicon {
    /// Makes the lexicon of a corpus.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let mut mentions: Vec<Mention> = Vec::new();
        for document in corpus.documents() {
            mentions.extend(document.annotations().filter_map(|one| Mention::of(one, &document.text)));
        }
        mentions.extend(corpus.entities().iter().flat_map(|entity| Mention::names(entity)));
        mentions.sort_unstable();
        let mut lexicon = Self::default();
        // Each comes behind all others: nothing has to move.
        for mention in mentions {
            lexicon.add(mention);
        }
        lexicon
    }

    /// Follows edits that made one corpus of the other. `None` if they are so many that building anew is
    /// faster. The change may list an annotation twice.
    #[must_use]
    pub fn after(mut self, before: &Corpus, after: &Corpus, change: &Change) -> Option<Self> {
        const FEW: usize = 200;
        if change.annotations.len() > FEW {
            return None;
        }
        let mention = |corpus: &Corpus, id| {
            let annotation = corpus.annotation(id)?;
            Mention::of(annotation, &corpus.document(&annotation.document)?.text)
        };
        let ids: BTreeSet<_> = change.annotations.iter().copied().collect();
        for id in ids {
            let (gone, come) = (mention(before, id), mention(after, id));
            if gone == come {
                continue;
            }
            if let Some(gone) = gone {
                self.remove(&gone);
            }
            if let Some(come) = come {
                self.add(come);
            }
        }
        let names =
            |corpus: &Corpus, id| corpus.entities().get(id).map_or_else(Vec::new, |it| Mention::names(it));
        let ids: BTreeSet<_> = change.entities.iter().collect();
        for id in ids {
            for gone in names(before, id) {
                self.remove(&gone);
            }
            for come in names(after, id) {
                self.add(come);
            }
        }
        Some(self)
    }

    /// The entity that these words speak of where they have that label: of several the one of most annotations.
    #[must_use]
    pub fn entity<'a>(&self, corpus: &'a Corpus, words: &str, label: &LabelId) -> Option<&'a Rc<Entity>> {
        let entry = &self.entries[self.find(&folded(words)).ok()?];
        let mut counts: Vec<(&Rc<Entity>, usize)> = Vec::new();
        for (_, id) in entry.entities.iter().filter(|(of, _)| of == label) {
            // Annotations may still name one that was merged into another.
            let Some(entity) = corpus.entities().resolve(id) else { continue };
            match counts.iter_mut().find(|(known, _)| known.id == entity.id) {
                Some((_, count)) => *count += 1,
                None => counts.push((entity, 1)),
            }
        }
        counts.into_iter().min_by_key(|(_, count)| Reverse(*count)).map(|(entity, _)| entity)
    }

    fn find(&self, words: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| (*entry.words).cmp(words))
    }

    fn add(&mut self, mention: Mention) {
        let at = self.find(&mention.words).unwrap_or_else(|at| {
            let words = mention.words.as_str().into();
            self.entries.insert(at, Entry { words, labels: Vec::new(), entities: Vec::new() });
            at
        });
        self.entries[at].add(mention);
    }

    fn remove(&mut self, mention: &Mention) {
        let Ok(at) = self.find(&mention.words) else { return };
        let Entry { labels, entities, .. } = &mut self.entries[at];
        if let Some((_, count)) = labels.iter_mut().find(|(of, _)| !mention.is_name && *of == mention.label) {
            *count -= 1;
        }
        labels.retain(|(_, count)| *count > 0);
        let is_it = |(label, id): &_| *label == mention.label && Some(id) == mention.entity.as_ref();
        if let Some(at) = entities.iter().position(is_it) {
            entities.remove(at);
        }
        if labels.is_empty() && entities.is_empty() {
            self.entries.remove(at);
        }
    }

    /// Labels that the words of the span have elsewhere, as a hint, even if none is due there.
    #[must_use]
    pub fn hint(&self, text: &Text, span: Span, labels: &LabelSet) -> Option<Hint> {
        let entry = &self.entries[self.find(&folded(span.of(text.content()))).ok()?];
        Some(entry.hint(span, labels))
    }

    /// Hints in the block: the places of tagged strings that are not tagged there, the longest first, as
    /// whole words only. Single characters, strings without a letter or digit, and strings that `is_unwanted`
    /// are left out.
    #[must_use]
    pub fn hints(
        &self,
        document: &Document,
        block: &Block,
        labels: &LabelSet,
        segmenter: &dyn Segmenter,
        is_unwanted: &dyn Fn(&str) -> bool,
    ) -> Vec<Hint> {
        let mut hints = Vec::new();
        let (start, content) = (block.span.start().0, block.content());
        let mut upto = 0;
        let mut before = ' ';
        for (at, character) in content.char_indices() {
            let goes_on = before.is_ascii_alphanumeric() && character.is_ascii_alphanumeric();
            before = character;
            if goes_on || at < upto || character.is_whitespace() {
                continue;
            }
            let hint = self.prefixes(&content[at..]).find_map(|(entry, length)| {
                let (from, end) = (ByteOffset(start + at), ByteOffset(start + at + length));
                let span = Span::new(block.text.content(), from, end).ok()?;
                let hint = entry.hint(span, labels);
                let is_due = is_free(document, &hint)
                    && !is_unwanted(&entry.words)
                    && Tokens::of(&block.text, segmenter).is_whole(span)
                    && says_something(&entry.words, segmenter);
                is_due.then_some((hint, length))
            });
            if let Some((hint, length)) = hint {
                upto = at + length;
                hints.push(hint);
            }
        }
        hints
    }

    /// Entries that the text begins with, the longest first, each with its number of bytes in the text.
    fn prefixes<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a Entry, usize)> {
        let mut limit = usize::MAX;
        std::iter::from_fn(move || {
            while limit > 0 {
                let begins = || folding(text).map(|(character, _)| character).take(limit);
                // An entry that the text begins with is sorted before the text, and behind all that have less
                // in common with it.
                let behind = self.entries.partition_point(|entry| entry.words.chars().le(begins()));
                let entry = &self.entries[behind.checked_sub(1)?];
                let alike = entry.words.chars().zip(folding(text).take(limit));
                let alike = alike.take_while(|(one, (other, _))| one == other);
                let (count, end) = alike.fold((0, 0), |(count, _), (_, (_, end))| (count + 1, end));
                let is_all = entry.words.chars().nth(count).is_none();
                limit = if is_all { count.saturating_sub(1) } else { count };
                if is_all {
                    return Some((entry, end));
                }
            }
            None
        })
    }
}

impl Entry {
    fn add(&mut self, Mention { label, entity, is_name, .. }: Mention) {
        if let Some(entity) = entity {
            let speaks = (label.clone(), entity);
            let at = self.entities.partition_point(|one| *one <= speaks);
            self.entities.insert(at, speaks);
        }
        match self.labels.binary_search_by(|(of, _)| of.cmp(&label)) {
            _ if is_name => {}
            Ok(at) => self.labels[at].1 += 1,
            Err(at) => self.labels.insert(at, (label, 1)),
        }
    }

    fn hint(&self, span: Span, labels: &LabelSet) -> Hint {
        let mut found = self.labels.clone();
        for (label, _) in &self.entities {
            if !found.iter().any(|(of, _)| of == label) {
                found.push((label.clone(), 0));
            }
        }
        found.sort_by_key(|(label, count)| (Reverse(*count), labels.rank(label)));
        Hint { span, words: self.words.clone(), labels: found }
    }
}

/// True if a hint would not repeat an annotation: there is none of just that span, and none of its first
/// label that covers it.
fn is_free(document: &Document, hint: &Hint) -> bool {
    query::covering_span(document, hint.span)
        .all(|one| one.span() != Some(hint.span) && one.label != hint.labels[0].0)
}

/// True for more than one character as people see them, of which one is a letter or digit.
fn says_something(words: &str, segmenter: &dyn Segmenter) -> bool {
    has_word(words, segmenter) && segmenter.token(Unit::Character, words, 0).end < words.len()
}

impl Mention {
    /// Mention of the annotation; `None` for one without a place.
    fn of(annotation: &Annotation, text: &Text) -> Option<Self> {
        let words = annotation.span()?.of(text.content());
        let (label, entity) = (annotation.label.clone(), annotation.entity.clone());
        Some(Self { words: folded(words).into_owned(), label, entity, is_name: false })
    }

    /// Name and aliases of an entity.
    fn names(entity: &Entity) -> Vec<Self> {
        let mention = |name: &Rc<str>| Self {
            words: folded(name.trim()).into_owned(),
            label: entity.label.clone(),
            entity: Some(entity.id.clone()),
            is_name: true,
        };
        let names = [&entity.name].into_iter().chain(&*entity.aliases).filter(|name| !name.trim().is_empty());
        names.map(mention).collect()
    }
}

/// Words as they are compared: each run of white space as one blank, and hyphens, apostrophes and quotation
/// marks as on a typewriter. Most words are so already.
#[must_use]
pub fn folded(words: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if words.bytes().all(is_plain) && !words.as_bytes().windows(2).any(|two| two == b"  ") {
        return words.into();
    }
    folding(words).map(|(character, _)| character).collect()
}

/// Characters as [`folded`] writes them, each with the byte behind it in the text.
fn folding(text: &str) -> impl Iterator<Item = (char, usize)> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (mut at, character) = characters.next()?;
        let mut end = at + character.len_utf8();
        if character.is_whitespace() {
            while let Some((next, blank)) = characters.next_if(|(_, next)| next.is_whitespace()) {
                at = next;
                end = at + blank.len_utf8();
            }
        }
        let character = match character {
            _ if character.is_whitespace() => ' ',
            '‘' | '’' | 'ʼ' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‐' | '‑' | '–' => '-',
            _ => character,
        };
        Some((character, end))
    })
}
