"""Lines as programmers and forms write them: the shapes of text that is not prose.

The training text is prose. Only the shapes of these lines are counted (`shapes`), not the letters.
"""

#: How many times each line counts.
WEIGHT = 60
LINES = r"""
https://example.org/reports/2021/03/summary.html
http://www.example.com/shop/item?id=4711&lang=en#reviews
ftp://files.example.net/pub/archive-2.4.tar.gz
www.example.org/~maria/photos_2020/IMG_0412.JPG
See https://docs.example.com/en/latest/install.html#from-source for more.
anna.berg@example.org
"Anna Berg" <anna.berg@mail.example.org>
mailto:info@example.com?subject=Order%20No.%2017
@anna_berg RT @old.mill: #harvest #Autumn2020 :-) ;) :D <3 ...
C:\Users\Anna\Documents\letter (2).docx
/usr/local/share/fonts/truetype/README.txt
./build.sh --release --target=x86_64 -o out/bin 2>&1 | tee build.log
git commit -m "Fix typo (#123)" && git push origin main
$ pip install --upgrade example==1.4.2
def total(items: list[int], start: int = 0) -> int:
    return sum(item.price * item.count for item in items) + start
if (count > 0) { return items[count - 1]; }
for (int i = 0; i < n; ++i) { sum += a[i] * b[i]; }
const names = users.map(u => u.name).filter(Boolean);
var el = document.getElementById('main-menu'); el.className = "open";
SELECT name, COUNT(*) AS n FROM orders WHERE price >= 9.99 GROUP BY name;
#include <stdio.h>
public static void main(String[] args) { System.out.println("done"); }
<a href="/index.php?page=3&amp;sort=asc" class="next">Next &raquo;</a>
<p>First line<br/>second line</p> <!-- end of text -->
{"id": 17, "name": "Anna", "tags": ["a", "b"], "price": null, "ok": true}
.menu > li:hover { color: #ff8800; margin: 0 4px; width: calc(100% - 2em); }
x = (-b + sqrt(b^2 - 4*a*c)) / (2*a); y = f(x) = 3x + 2
\begin{equation} E = m c^2 \end{equation} \cite{berg2020}
^[a-z0-9_]+(\.[a-z]{2,4})?$
[ERROR] 2021-03-12 14:30:07,512 worker-3: connection to 10.0.0.7:8080 lost (retry 2/5)
12.03.2021, 14:30; 03/12/2021 2:30 PM; 2021-03-12T14:30:07Z
+49 (0)30 123-4567, Tel.: 555/12 34 56
$1,299.00 (-15%); 3.5 x 4 = 14; 1/2 + 1/4 = 3/4; 50%/50%; #1; No. 7; A/B; C++; C#; .NET; R&D
ISBN 0-000-00000-0, pp. 12-17; Vol. 3(2), [4], [5-7]; cf. Berg et al. (2019)
**Note:** see `config.yaml` and [the manual](docs/manual.md).
| name | count | price |
|------|------:|-------|
* item one; - item two; 1) first; (a) second; -> third; => result; >> next
== Heading == === Sub-heading === [[Link|text]] {{template|key=value}} '''bold'''
1. Bb7+ Kd8 2. Rxa7 Nf6# (1-0)
"...", '...', (...), [...], <...>, {...}, "(sic!)", what?!, no!!!, hm..., --, ---, ***, ______
""".strip().splitlines()
