"""The parts of a vast search index: words by their hash, and two alphabets of what is strongest."""

from faq_ext import search_parts
from faq_ext.search_index import STEP, Posting
from faq_ext.search_parts import DIGITS, pack, spread

WORDS = [f"{first}{second}{end}" for first in "bcdf" for second in "aeiou" for end in ("tch", "x")]
#: Each word stands in forty questions, in every other one strongly.
INDEX = {
    word: Posting(3.0, [number * STEP + (25 if number % 2 else 3) for number in range(40)])
    for word in sorted(WORDS)
}


def read(part):
    """Return word -> questions, and levels, of a part."""
    before, found = "", {}
    pieces = part.text.split()
    for coded, known in zip(pieces[::2], pieces[1::2], strict=True):
        before = before[: DIGITS.index(coded[0])] + coded[1:]
        numbers = [DIGITS.index(digit) for digit in known[1:]]
        half = len(numbers) // 2
        questions, place = [], 0
        for distance in numbers[:half]:
            place += distance
            questions.append(place)
        found[before] = (questions, numbers[half:])
    return found


def test_a_words_hash_tells_its_part():
    """Each word is in just one part, the one of its hash, with all its questions."""
    exact = pack(INDEX, (), True, True).exact
    assert len(exact) > 1 and len(exact).bit_count() == 1, "a power of two, which seldom changes"
    for number, part in enumerate(exact):
        assert list(read(part)) == [word for word in INDEX if spread(word, len(exact)) == number]
        for questions, levels in read(part).values():
            assert questions == list(range(40)) and levels == [3, 25] * 20


def test_what_stands_beside_no_word(monkeypatch):
    """Both alphabets keep the strongest questions of each word, and bring no titles along."""
    monkeypatch.setattr(search_parts, "_KEPT", 5)
    packed = pack(INDEX, (), True, True)
    words = {word: known for part in packed.words for word, known in read(part).items()}
    endings = {word[::-1]: known for part in packed.endings for word, known in read(part).items()}
    assert list(words) == list(INDEX) and set(endings) == {w for w in INDEX if len(w) > 3}
    for known in (*words.values(), *endings.values()):
        assert known == ([1, 3, 5, 7, 9], [25] * 5)
    assert not [part for part in (*packed.words, *packed.endings) if part.questions]
    assert all(part.questions for part in packed.exact if part.text)


def test_no_hash_unless_a_corpus_is_vast():
    """Otherwise the alphabet tells a word's part, which answers for its misspellings, too."""
    packed = pack(INDEX, (), True, False)
    assert not packed.exact and all(part.questions for part in packed.words)
    assert all(len(questions) == 40 for p in packed.words for questions, _ in read(p).values())


def test_titles_that_a_word_brings_along(monkeypatch):
    """All where it stands strongly, if these are not many; of a common word only a few."""
    monkeypatch.setattr(search_parts, "_FEW_CARRIED", 3)
    for most, carried in ((20, list(range(1, 40, 2))), (19, [1, 3, 5])):
        monkeypatch.setattr(search_parts, "_ALL_CARRIED", most)
        exact = pack(INDEX, (), True, True).exact
        assert all(part.questions == carried for part in exact if part.text)
