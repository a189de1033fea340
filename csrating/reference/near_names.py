"""Strict likeness of names: a misspelling is matched only where one place is clearly meant, and otherwise only suggested."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from csrating.reference.known_places import Known, places_by_name
from csrating.reference.registers import records
from csrating.reference.spelling import key

# A letter is wrong, missing, doubled or swapped with the next: one such slip in a word of five letters, two in a word of nine.
_SHORTEST_WORD, _LONG_WORD = 5, 9
# The second-best must be further away, and two slips further where two letters are wrong or the word is as short as North and South.
_MARGIN, _WIDE_MARGIN, _SHORT_WORD = 1, 2, 5
# A name of one word is short up to seven letters; with fewer than six, no slip in it is plain.
_SHORT_NAME, _SHORTEST_NAME = 7, 6
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
# Keys that lie beside each other, and letters that look alike.
_TAKEN_FOR_EACH_OTHER = {frozenset(pair) for row in _KEYS for pair in pairwise(row) if not _VOWELS.issuperset(pair)} | {
    frozenset(pair) for pair in ("il", "uv", "mn")
}
_FURTHEST = 2 + _WIDE_MARGIN
_WORTH_SUGGESTING = 72.0
_LIKE_ENOUGH_BESIDE_A_CODE = 70.0
# Words that join the others; spellings come with and without them.
_JOINING = frozenset({"and", "of", "the", "upon", "on", "in", "with", "s"})
# Words that say what kind of council it is, and nothing about which.
_KIND = frozenset(
    {
        "council",
        "borough",
        "county",
        "city",
        "metropolitan",
        "unitary",
        "authority",
        "district",
        "local",
        "royal",
        "london",
        "la",
        "ua",
        "cc",
    }
    | {"mbc", "bc", "services", "childrens", "children", "family", "social", "care", "trust"}
)


def plainly_meant(text: str) -> Known | None:
    """The one place that a misspelt name plainly means; None where a second is nearly as near, or too much is wrong.

    No word may be dropped, added or replaced but those that join (of, and, upon): only letters within one word may be wrong. Districts,
    towns and other places compete, so that Boston is never taken for Bolton. A name of one word keeps its first letter; and where it is
    short, the slip must be one of typing (Camdne, Hacknney), for another letter soon makes another place (Hatton is not Halton).

    >>> str(plainly_meant("Traford")), plainly_meant("Est Sussex"), plainly_meant("East Lincolnshire"), plainly_meant("Jarrow")
    ('Trafford (358)', None, None, None)
    """
    return _plainly_meant(key(text))


@lru_cache(maxsize=65_536)
def _plainly_meant(wanted: str) -> Known | None:
    nearest = _distances(wanted)
    if not nearest or " ".join(_without_kind(_telling(wanted))) in _towns():
        return None
    best, (slips, spelling) = min(nearest.items(), key=lambda item: item[1])
    word = _word_meant(_telling(wanted), spelling.split())
    if word is None or best.level in ("district", "other", "total") or not _plain(_telling(wanted), spelling.split()):
        return None
    margin = _MARGIN if slips == 1 and len(word) > _SHORT_WORD else _WIDE_MARGIN
    return None if any(known != best and away < slips + margin for known, (away, _) in nearest.items()) else best


def _distances(wanted: str) -> dict[Known, tuple[int, str]]:
    """Each place near to a name: how many slips away, and in which spelling."""
    telling = " ".join(_telling(wanted))
    if len(telling) < _SHORTEST_WORD or any(letter.isdigit() for letter in telling):
        return {}
    found: dict[Known, tuple[int, str]] = {}
    for spelling, away, _ in process.extract(telling, _spellings(len(telling)), scorer=OSA.distance, score_cutoff=_FURTHEST, limit=None):
        for known in _by_telling_words()[spelling]:
            found[known] = min(found.get(known, (int(away), spelling)), (int(away), spelling))
    return found


def _word_meant(words: list[str], meant: list[str]) -> str | None:
    """The word in which there is a slip, where two names are otherwise word for word the same or are only split differently; or None."""
    if "".join(words) == "".join(meant):
        return "".join(meant)
    if len(words) != len(meant):
        return None
    wrong = [(word, right) for word, right in zip(words, meant, strict=True) if word != right]
    return wrong[0][1] if len(wrong) == 1 and OSA.distance(*wrong[0]) <= _slips_allowed(wrong[0][1]) else None


def _plain(words: list[str], meant: list[str]) -> bool:
    """Whether a name of one word, beside words that say what kind of council it is, is plainly misspelt; of several words it always is."""
    said, right = "".join(_without_kind(words)), "".join(_without_kind(meant))
    if said == right or len(_without_kind(meant)) > 1:
        return True
    if said[0] != right[0]:
        return False
    return len(right) > _SHORT_NAME or (len(right) >= _SHORTEST_NAME and slip_of_typing(said, right))


def slip_of_typing(said: str, right: str) -> bool:
    """Whether a word has one slip that hands make: a letter left out, doubled, swapped with the next, or the key beside it.

    Of two vowels one is never taken for the other, though their keys are neighbours: Bilton is not Bolton.

    >>> [slip_of_typing(said, "bolton") for said in ("boltn", "bollton", "botlon", "bolyon", "bilton", "boulton")]
    [True, True, True, True, False, False]
    """
    if len(said) != len(right):
        longer, shorter = sorted((said, right), key=len, reverse=True)
        without = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
        return bool(without) and (longer == right or longer[without[0]] in longer[without[0] + 1 : without[0] + 2])
    wrong = [at for at, (letter, other) in enumerate(zip(said, right, strict=True)) if letter != other]
    if len(wrong) == 1:
        return frozenset((said[wrong[0]], right[wrong[0]])) in _TAKEN_FOR_EACH_OTHER
    return len(wrong) == 2 and wrong[1] - wrong[0] == 1 and said[wrong[0]] == right[wrong[1]] and said[wrong[1]] == right[wrong[0]]


def _without_kind(words: list[str]) -> list[str]:
    """The words that say which council it is; all of them where none does."""
    return [word for word in words if word not in _KIND] or words


@cache
def _towns() -> dict[str, Known]:
    """Well-known towns that are no councils with children's services, by their telling words: they compete and are never matched."""
    return {" ".join(_telling(key(row["name"]))): Known("other", row["name"], row["name"]) for row in records("towns.csv")}


def _slips_allowed(word: str) -> int:
    return 0 if len(word) < _SHORTEST_WORD else 1 if len(word) < _LONG_WORD else 2


def _telling(wanted: str) -> list[str]:
    """The words that tell one place from another; a joining word at the start stays, for something was cut off before it."""
    words = wanted.removeprefix("the ").split()
    return words[:1] + [word for word in words[1:] if word not in _JOINING]


@cache
def _by_telling_words() -> dict[str, tuple[Known, ...]]:
    found: dict[str, dict[Known, None]] = {}
    for spelling, known in places_by_name().items():
        found.setdefault(" ".join(_telling(spelling)), {}).update(dict.fromkeys(known))
    for spelling, town in _towns().items():
        found.setdefault(spelling, {town: None})
    return {spelling: tuple(known) for spelling, known in found.items()}


@cache
def _spellings(length: int) -> list[str]:
    """The spellings that could be near to a name of this length."""
    return [spelling for spelling in _by_telling_words() if abs(len(spelling) - length) <= _FURTHEST]


def like_enough(text: str, known: Known) -> bool:
    """Whether a name that stands beside a known code could be a bad spelling of that place: the code decides, the name only agrees.

    Its words are among the place's words (Kingston beside 314), or the other way about with words that say only what kind of council it
    is, or its letters are more like this place than any other. A word that tells more (Bolton West, a constituency) is too much.

    >>> kingston = Known("council", "314", "Kingston upon Thames")
    >>> like_enough("Kingston", kingston), like_enough("Royal Kingston (T)", kingston), like_enough("Sutton", kingston)
    (True, False, False)
    """
    words = set(_telling(key(text)))
    spelled = [set(_telling(spelling)) for spelling in _spellings_of()[known]]
    if any(words and (words <= right or (right <= words and words - right <= _KIND)) for right in spelled):
        return True
    more = any(right < words for right in spelled)
    return not more and any(known in alike for alike in _most_like(key(text)))


@lru_cache(maxsize=65_536)
def _most_like(wanted: str) -> list[tuple[Known, ...]]:
    ranked = process.extract(wanted, list(places_by_name()), scorer=fuzz.ratio, limit=2, score_cutoff=_LIKE_ENOUGH_BESIDE_A_CODE)
    return [places_by_name()[spelling] for spelling, score, _ in ranked if score == ranked[0][1]]


@cache
def _spellings_of() -> dict[Known, list[str]]:
    found: dict[Known, list[str]] = {}
    for spelling, meant in places_by_name().items():
        for known in meant:
            found.setdefault(known, []).append(spelling)
    return found


def suggestions(text: str) -> tuple[Known, ...]:
    """Up to three places whose names are most like a text, the nearest first; none where nothing is near.

    >>> [str(known) for known in suggestions("Traford")][:1]
    ['Trafford (358)']
    """
    wanted = key(text)
    longer = [known for spelling, meant in places_by_name().items() if wanted and spelling.startswith(f"{wanted} ") for known in meant]
    ranked = process.extract(wanted, list(places_by_name()), scorer=fuzz.ratio, limit=12, score_cutoff=_WORTH_SUGGESTING)
    alike = [known for spelling, _, _ in ranked for known in places_by_name()[spelling]]
    return tuple(dict.fromkeys(known for known in [*longer, *alike] if known.level not in ("district", "other", "total")))[:3]
