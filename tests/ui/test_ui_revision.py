"""What a revision would change is told by its words and sentences."""

from coverage.ui.revision import Difference, sentences_changed, words_changed

OLD = "Міністр зустрівся з колегою. «Дякую за підтримку!» – сказав він.\n\nЗавтра буде засідання."
NEW = "Міністр зустрівся з колегою. «Дякую за все!» – сказав він.\n\nЗавтра буде засідання."


def test_the_sentences_that_differ_stand_in_the_order_of_the_text():
    assert sentences_changed(OLD, OLD) == []
    found = sentences_changed(OLD, NEW)
    assert [each.new for each in found] == [False, True]
    assert "підтримку" in found[0].text
    assert "все" in found[1].text
    assert sentences_changed("One. Two.", "One. Two.\nThree.") == [Difference("Three.", new=True)]


def test_spaces_and_breaks_of_lines_are_no_difference():
    assert sentences_changed("One is here.\n\nTwo.", "One is\u00a0here. \n Two.") == []


def test_words_are_counted_wherever_they_stand():
    assert words_changed(OLD, NEW) == (1, 1)
    assert words_changed("A b c", "c B a") == (0, 0)
    assert words_changed("", "one two two") == (3, 0)


def test_a_text_of_many_like_sentences_takes_no_long_time():
    sentences_changed("Так. Ні. " * 20_000, "Ні. Так. " * 20_000)
