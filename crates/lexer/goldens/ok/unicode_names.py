é = ñandú = 变量 = ªº = 1
ℌ𝔢 = é + x̂ + a·b
"wide 😀 text", é
