# A set with a word that the process has interned is made anew, which changes its order.
word in {"canyon", "gadget", "option_strings", "willow", "spanish", "harbor", "trailers", "epilog"}
word in {"opcode", "quarry", "meadow"}
word in {"quarry", "meadow", "unopcode"}
word in {"SIGABRT", "ArithmeticError", "te", "nargs", "lantern", "ember", "glacier", "thistle"}


def known(word):
    return word in {"opcode", "quarry", "meadow"} or word in ("opcode", {"quarry", "meadow", "opname", "orchid"})
