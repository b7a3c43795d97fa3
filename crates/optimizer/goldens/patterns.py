match x:
    case -1 | 2 + 3j | {-4: _}:
        pass
