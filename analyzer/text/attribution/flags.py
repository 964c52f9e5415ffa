"""One bit for each thing that can be known of a chunk; what may be a cue comes first, as small integers are fastest."""

from __future__ import annotations

VERB = 1 << 0  # a form of a verb of saying
NOUN = 1 << 1  # a noun of saying
ADJECTIVE = 1 << 2  # an adjective of saying
MARKER = 1 << 3  # "according" and the like
COLON = 1 << 4  # a colon or semicolon behind it
DETERMINER = 1 << 5
POSSESSIVE = 1 << 6
SUBJECT = 1 << 7  # a pronoun that can be a subject
OBJECT = 1 << 8  # one that cannot
QUANTITY = 1 << 9  # some, many, most
RELATIVE = 1 << 10  # who, which
AUXILIARY = 1 << 11
MODAL = 1 << 12
NEGATION = 1 << 13
PREPOSITION = 1 << 14
CONJUNCTION = 1 << 15
SUBORDINATOR = 1 << 16
ADVERB = 1 << 17
TIME = 1 << 18
FINITE = 1 << 19  # a finite verb that no ending gives away
CAPITAL = 1 << 20
NUMBER = 1 << 21
PLURAL = 1 << 22
PAST = 1 << 23  # ends in -ed
GERUND = 1 << 24  # ends in -ing
OWNER = 1 << 25  # a possessive ending
COMMA = 1 << 26  # a comma behind it
STOP = 1 << 27  # a full stop, question or exclamation mark behind it
DASH = 1 << 28  # a dash, or one behind it
CLOSES = 1 << 29  # a bracket closes behind it
BE = 1 << 30
ALSO_NOUN = 1 << 31  # a form of a verb of saying that is a noun as well
QUESTION = 1 << 32  # begins a clause behind "asked"
TURN = 1 << 33  # but, though, while
CUT = 1 << 34  # ends a noun phrase: when, after
SETTING = 1 << 35  # statement, interview
HEADING = 1 << 36  # no speaker: update, photo
DEGREE = 1 << 37  # very, more
THAT = 1 << 38
BY = 1 << 39
ACCORDING = 1 << 40
TOLD = 1 << 41  # a verb of saying in the third person or the past
SAYS = 1 << 42  # such a verb, if it takes clauses and no things: "said", "insists"
SAYING = 1 << 43  # the gerund of one that takes clauses or persons
MARK = 1 << 44  # a quotation mark stands before it
BRACKET = 1 << 45  # a bracket opens before it
TITLE = 1 << 46  # Mr., President
HE = 1 << 47  # a title or a role of a man
SHE = 1 << 48
SEVERAL = 1 << 49  # a noun for several people: officials

CUE = VERB | NOUN | ADJECTIVE | MARKER | COLON
