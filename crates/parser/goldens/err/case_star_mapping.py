match a:
    case {**a, "b": c}: pass
