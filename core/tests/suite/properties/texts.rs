//! Properties of texts: offsets, blocks, segments, quotations.

use super::*;
use crate::json as download;
use crate::lanes::lanes;
use glossator_core::corpus::lanes::{LAST, Lane};
use glossator_core::corpus::segment::Segment;
use glossator_core::model::document::DocumentId;
use serde_json::json;

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn every_offset_converts_there_and_back_in_every_unit(text in long_text()) {
        let index = OffsetIndex::new(&text);
        let (mut byte, mut utf16) = (0, 0);
        for (code_point, character) in text.chars().map(Some).chain([None]).enumerate() {
            let at = ByteOffset(byte);
            prop_assert_eq!(index.byte_to_code_point(&text, at), Some(CodePointOffset(code_point)));
            prop_assert_eq!(index.byte_to_utf16(&text, at), Some(Utf16Offset(utf16)));
            prop_assert_eq!(index.code_point_to_byte(&text, CodePointOffset(code_point)), Some(at));
            prop_assert_eq!(index.utf16_to_byte(&text, Utf16Offset(utf16)), Some(at));
            let Some(character) = character else { break };
            for inside in 1..character.len_utf8() {
                prop_assert_eq!(index.byte_to_code_point(&text, ByteOffset(byte + inside)), None);
                prop_assert_eq!(index.byte_to_utf16(&text, ByteOffset(byte + inside)), None);
            }
            for inside in 1..character.len_utf16() {
                prop_assert_eq!(index.utf16_to_byte(&text, Utf16Offset(utf16 + inside)), None);
            }
            (byte, utf16) = (byte + character.len_utf8(), utf16 + character.len_utf16());
        }
        prop_assert_eq!(index.code_points(), text.chars().count());
        for beyond in [1, 7, u32::MAX as usize, usize::MAX - byte] {
            prop_assert_eq!(index.byte_to_code_point(&text, ByteOffset(byte + beyond)), None);
            prop_assert_eq!(index.code_point_to_byte(&text, CodePointOffset(byte + beyond)), None);
            prop_assert_eq!(index.utf16_to_byte(&text, Utf16Offset(byte + beyond)), None);
        }
    }

    #[test]
    fn positions_in_a_block_convert_there_and_back(content in long_text()) {
        let text = Text::new(&*content);
        for (number, block) in text.blocks().iter().enumerate() {
            let words = block.of(&content);
            for (at, _) in words.char_indices().chain([(words.len(), ' ')]) {
                let utf16 = Utf16Offset(words[..at].encode_utf16().count());
                let position = ByteOffset(block.start().0 + at);
                prop_assert_eq!(text.utf16_in_block(number, position), Some(utf16));
                prop_assert_eq!(text.position_in_block(number, utf16), Some(position));
            }
            let beyond = Utf16Offset(words.encode_utf16().count() + 1);
            prop_assert_eq!(text.position_in_block(number, beyond), None);
            prop_assert_eq!(text.position_in_block(number, Utf16Offset(usize::MAX)), None);
        }
        prop_assert_eq!(text.position_in_block(text.blocks().len(), Utf16Offset(0)), None);
    }

    #[test]
    fn blocks_leave_out_nothing_but_white_space(content in long_text()) {
        let text = Text::new(&*content);
        let mut end = 0;
        for block in text.blocks() {
            prop_assert!(content[end..block.start().0].trim().is_empty());
            prop_assert!(block.of(&content).chars().count() <= Text::LONGEST_BLOCK);
            let ends = ['\n', '\r'];
            prop_assert!(!block.of(&content).starts_with(ends) && !block.of(&content).ends_with(ends));
            end = block.end().0;
        }
        prop_assert!(content[end..].trim().is_empty());
        prop_assert_eq!(text.blocks().is_empty(), content.trim().is_empty());
        prop_assert!(!DocumentId::from("a").untitled(&text).is_empty());
    }

    #[test]
    fn segments_cover_a_block_exactly_once(
        content in long_text(),
        tags in vec((any::<Index>(), any::<Index>(), 0..3_usize), 0..12),
    ) {
        let fixture = tagged(&content, &tags);
        let document = fixture.corpus.document(&"a".into()).expect("there");
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            let mut end = block.span.start();
            for segment in block.segments() {
                prop_assert_eq!(segment.span.start(), end);
                end = segment.span.end();
                let covers = |span: Span| span.start() <= segment.span.start() && segment.span.end() <= span.end();
                let covering: Vec<_> = document
                    .annotations()
                    .filter(|annotation| annotation.span().is_some_and(covers))
                    .map(|annotation| annotation.id)
                    .collect();
                let found: Vec<_> = segment.annotations.iter().map(|annotation| annotation.id).collect();
                prop_assert_eq!(&found[..], &covering[covering.len().saturating_sub(Segment::MOST)..]);
                prop_assert_eq!(segment.depth(), covering.len());
            }
            prop_assert_eq!(end, block.span.end());
        }
        let order: Vec<_> = document.annotations().map(|it| (it.span(), it.id)).collect();
        prop_assert!(order.is_sorted());
        prop_assert_eq!(order.len(), fixture.corpus.annotation_count());
    }

    #[test]
    fn every_annotation_has_one_lane_and_shares_none_but_the_last(
        content in long_text(),
        tags in vec((any::<Index>(), any::<Index>(), 0..3_usize), 0..24),
    ) {
        let fixture = tagged(&content, &tags);
        let document = fixture.corpus.document(&"a".into()).expect("there");
        let lanes = lanes(document);
        prop_assert_eq!(lanes.len(), fixture.corpus.annotation_count());
        let placed: Vec<_> = document.annotations().filter_map(|one| Some((one.span()?, lanes[&one.id]))).collect();
        for (at, (span, lane)) in placed.iter().enumerate() {
            prop_assert!((1..=LAST).contains(lane));
            let shares = |(other, its): &&(Span, Lane)| its == lane && other.intersection(*span).is_some();
            prop_assert!(*lane == LAST || !placed[at + 1..].iter().any(|other| shares(&other)));
        }
    }

    /// A file may tag white space, or more than a person could.
    #[test]
    fn whatever_a_file_tags_is_listed_in_text_order(
        content in text(),
        tags in vec((any::<Index>(), any::<Index>(), 0..3_usize), 0..12),
    ) {
        let content = format!("{content}x");
        let spans: Vec<_> = tags.iter().filter_map(|(from, to, _)| span(&content, *from, *to)).collect();
        let rows = (0_u128..).zip(&spans).map(|(number, span)| {
            let start = content[..span.start().0].chars().count();
            let quote = span.of(&content);
            json!({ "id": uuid::Uuid::from_u128(number).to_string(), "document": "c", "label": "actor", "start": start,
                "end": start + quote.chars().count(), "quote": quote })
        });
        let file = json!({
            "format": "glossator", "version": 1, "documents": [{ "id": "c", "text": content }],
            "annotations": rows.collect::<Vec<_>>(),
        });
        let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
        let mut it = start();
        let report = import::plan(&it.corpus, &incoming, &it.moment).report;
        prop_assert!(report.is_clean(), "{:?}", report);
        it.give(&Command::Import(Rc::new(incoming))).expect("new");
        let document = it.corpus.document(&"c".into()).expect("there").clone();
        let listed: Vec<_> = document.annotations().map(|it| (it.span(), it.id)).collect();
        prop_assert!(listed.is_sorted() && document.unplaced.is_empty());
        let mut found: Vec<_> = listed.iter().map(|(span, _)| *span).collect();
        let mut expected: Vec<_> = spans.into_iter().map(Some).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        let written: Value = serde_json::from_str(&download(&it.corpus)).expect("JSON");
        let ids = written["annotations"].as_array().expect("a list").iter();
        let ids: Vec<_> = ids.filter(|row| row["document"] == "c").map(|row| row["id"].clone()).collect();
        prop_assert_eq!(ids, listed.iter().map(|(_, id)| json!(id.to_string())).collect::<Vec<_>>());
    }

    #[test]
    fn marked_text_is_read_as_it_is_printed(
        content in text(),
        tags in vec((any::<Index>(), any::<Index>(), 0..3_usize), 0..8),
    ) {
        let fixture = tagged(&content, &tags);
        let printed = fixture.marked("a");
        let again = Fixture::of(&printed).expect("what was printed can be read");
        prop_assert_eq!(again.marked("a"), printed.clone());
        prop_assert_eq!(glossator_fixture::parse(&printed).expect("well formed").0, content);
    }

    #[test]
    fn a_quotation_is_found_where_it_was_taken(content in long_text(), from: Index, to: Index) {
        let Some(span) = span(&content, from, to) else { return Ok(()) };
        let text = Rc::new(Text::new(&*content));
        let anchoring = Anchoring::new(text.clone());
        let quotation = anchoring.quotation(span);
        prop_assert_eq!(&*quotation.quote, span.of(&content));
        prop_assert_eq!(text.span(quotation.start, quotation.end), Some(span));
        let before = &content[..span.start().0];
        let behind = &content[span.end().0..];
        prop_assert!(before.ends_with(&*quotation.prefix) && behind.starts_with(&*quotation.suffix));
        prop_assert_eq!(anchoring.find(&quotation).map(|found| found.span), Some(span));
        let context = quotation.prefix.chars().count();
        prop_assert!(context >= 32 || before == &*quotation.prefix);
    }
}
