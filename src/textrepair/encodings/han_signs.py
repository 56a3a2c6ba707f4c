"""Characters of East Asian scripts that mojibake is full of and clean text hardly holds.

Made by ``tools/build_signs.py`` from a folder of clean text; do not edit.
"""

from __future__ import annotations

from typing import Final

#: They are fewer than one in a hundred thousand characters of any language of the folder.
RARE_IN_CLEAN_TEXT: Final = (
    "〖ぉヽㄛㄥㄳ㏀丂丄丅丠乕乮亸仟伈伜佴佹佽侐侘侩侭俴俶倔倱偄偆偐偒偔偛偟偠偡偨偺偼傈傖傛傞傪傫僊僗儖兘冑冓冩冱凖刓劤勬卅呸哘嗄噐嚭囀囱圷坋坴垀垪埀埖埻堧墒夊夌夎夛奛奻妢姘婓婶媼嫋嫟嬬"
    "寲尪屓屽屾岆岻岿峅峈峺崠嵂嵓嵶嶅嶆嶸嶹幓庈彴忑怏恅恝恫恷悊悝悧悳愠憘懃戝戞扢扽掐搁摠撅撹擭攫昜昞昮昹朞杅枷柎栧椼楳槨槸橂橃橝檃檈檋檌檕檡櫛櫭殑殧毖毞泅浠涓涔涝涴淬湁湪滦瀹炲烫犖狛珋"
    "珛珨瓙瓤甯皃皑眕眳砿硷碃窍窶竃笂笉笢笣笥笱箆簗粬紒紵絿綅縲縺繍繝繧绲缄羇羶翋胳脌脡脺脽脿膘苤苧荤荳莠葎蓖蚚蛔蠇衄衾袗袙袣袦袧袩褉褋褌褍褑褕褘褜褞褟覩誧谰谺豺貉贰赻跺迵遉遧郴釥釬釭鈥"
    "銇銈銉鋐鋓鋕鋙鍏鍒鍗鍙鍥鍦鎴鏀鏂鏄鐢鐨鑷钎钳锛锭閫閭阂阑鞐馃鰒鹵龋갂갃갎굇궋궎궖궘궢궴궸궻궼귛귡귩귪늴닸돨뒈땍뚠뫘묏뮴벎뵨붤쀼샙섟쇌쉥슥쏵쒔옰왯욥윰윱좦좧좮죗짩짵쨓쫆쫇챌챕챗챞쳄쳬"
    "촑춏췽쾨쿽틔퍅혤혻횋횪휑흹"
)

#: How Korean words end where EUC-KR was read as GBK; no clean text has a blank after these.
HANGUL_ENDINGS: Final = (
    "绰捞狼阑绊俊篮肺瘤霸搁苞扁洒牢促柳飘磐胶扼矫咯拳芭靛磊聪厘澜繁绢瞪夸惑鳖锭荐郴窜摹阜拱犁抛陛巩傈侩惫傍沥烦盒荤恫寸鄂抚疵锅怒辨侥霖丛妨拌掳弊仿葛诀贰矾攫狐遏俺凯浚盔屈坷巢袍厚窖硫痢"
    "饶"
)
