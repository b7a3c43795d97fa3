with a as f(): b
