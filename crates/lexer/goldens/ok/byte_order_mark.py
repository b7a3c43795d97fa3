x = "mark"
