"""Which sentences recall earlier events: contacts told there are not this article's."""

from __future__ import annotations

from coverage.coder.scene import Scene

_HEAD = 5  # a marker within the first words governs the sentence and the rest of its paragraph


def background_sentences(scene: Scene) -> list[bool]:
    """For each sentence, whether it stands under a marker of background.

    A marker alone in its block ("Background:", «Нагадаємо») governs what follows: the next
    block, or all the rest where it is a heading with a list («Background:» at Ukrainska Pravda).
    """
    sentences = scene.text.sentences
    flags = [False] * len(sentences)
    governed = -1
    for number, sentence in enumerate(sentences):
        if sentence.block == 0:
            continue
        if sentence.block == governed:
            flags[number] = True
            continue
        for start in scene.cue_at[number].get("recall", ()):
            if start - sentence.start >= _HEAD:
                continue
            flags[number] = True
            alone = sentence.end - sentence.start <= 2 and (
                number + 1 < len(sentences) and sentences[number + 1].block != sentence.block
            )
            governed = sentence.block + 1 if alone else sentence.block
            break
    return flags
