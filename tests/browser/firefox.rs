//! The tests that run in Firefox as well, and those that only Firefox can fail. All others show nothing that depends on the
//! browser.

use crate::harness::{Page, down, in_firefox, move_to, up};

/// Lets tests of other modules run in Firefox.
macro_rules! as_well {
    ($($module:ident: $($test:ident)+;)+) => {
        $(
            mod $module {
                $(
                    #[test]
                    fn $test() {
                        crate::harness::in_firefox(crate::$module::$test);
                    }
                )+
            }
        )+
    };
}

as_well! {
    adding:
        a_page_and_a_document_of_word_are_added;
    tagging:
        what_is_tagged_in_three_articles_is_there_after_a_reload_and_in_another_browser
        a_question_about_a_file_is_answered_by_mouse_and_by_escape
        tagging_never_moves_a_word;
    quirks:
        a_drag_becomes_whole_words_without_what_stands_around_them
        what_a_drag_would_become_is_shown_while_the_mouse_is_down
        with_alt_a_drag_takes_exactly_the_characters
        alt_in_a_drag_opens_no_menu
        a_triple_click_takes_one_paragraph
        words_from_right_to_left_become_whole_too
        a_drag_that_leaves_the_article_keeps_what_it_had_there
        a_hasty_drag_out_of_the_article_takes_the_rest_of_its_line
        words_beside_the_handles_of_what_is_open_can_be_selected;
    caret:
        the_caret_and_what_it_selects_are_drawn_where_keys_take_them
        the_caret_goes_up_and_down_by_drawn_lines_and_keeps_its_column
        home_and_end_stay_on_the_drawn_line
        the_caret_goes_up_and_down_by_as_much_as_is_seen;
    storage:
        an_edit_is_stored_in_the_task_of_its_key_and_a_note_in_that_of_leaving;
    tabs:
        an_edit_in_one_tab_shows_in_the_other_without_anything_being_done_there
        none_of_200_edits_in_each_of_two_tabs_at_the_same_time_is_lost;
    history:
        a_tab_goes_on_with_its_own_history_or_that_of_one_that_was_closed;
    foreign:
        an_archive_that_was_downloaded_is_here_already;
}

#[test]
fn of_several_selections_the_last_one_counts() {
    in_firefox(|| {
        let page = Page::open();
        page.select("Hakan Fidan");
        page.hold("Control");
        let [from, to] = page.ends("Recep Tayyip");
        page.mouse(&[move_to(&from), down(), move_to(&to), up()]);
        page.release("Control");
        page.until("getSelection().rangeCount === 1 && page.selected() === 'Recep Tayyip'");
        let id = page.press_to_tag("1");
        assert_eq!(page.drawn(&id), "Recep Tayyip");
    });
}
