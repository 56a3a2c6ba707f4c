"""Sentences of ours in languages that the corpora lack: what they hold is no sign."""

#: Kurdish, Yoruba, Faroese, Breton, Friulian, Luxembourgish, Corsican, Northern Sami, Haitian
#: Creole, Guarani, Norwegian Nynorsk, Sardinian, Tswana, Walloon, Romansh.
SENTENCES = (
    "Ez û tu îro diçin malê û em ê nan bixwin.",
    "Kurê wî dît ku mêr û jin li bajêr in, lê kes nehat.",
    "Ev gotina rast e: rê dûr e û çavên wê li rê ne.",
    "Bàbá àti ìyá wà nílé lónìí, wọ́n ń jẹun pẹ̀lú àwọn ọmọ wọn.",
    "Ilé ìwé náà tóbi; òun ni olùkọ́ wa, kò sì sí níbí ní òní yìí.",
    "Tað er gott veður í dag, men í gjár var kalt og vátt í Havn.",
    "Eg eri føroyingur og búgvi á lítlari oyggj; faðir mín fer í bátin við mær.",
    "Gwelet em eus ur ci bras er gêr, ha laouen on bet gant ar paotr-mañ.",
    "Al è un biel dì, o sin lâts in mont e o vin mangjât cence fâ dams.",
    "Ech hunn dës Woch vill geschafft, a mir gi muer an d’Stad fir ze iessen.",
    "Ùn sò micca francese, hè una ghjurnata bella più chè l’altra.",
    "Mun lean odne ruovttus, muhto ihttin vuolggán Romsii.",
    "Mwen byen, mèsi; li pè fè travay la paske solèy la cho.",
    "Che ha’e mbo’ehára, ñande ñe’ẽ iporã ha õĩ porã.",
    "Eg køyrer til løa og ser ei øy ute i sjøen.",
    "Sa limba sarda est bella; deo apo mandigadu su pane e so andadu a domo.",
    "Rê tla bôna gore motho yo o kwa gae.",
    "C’ est on bea djoû, dji m’ va poirmner avou m’ tchén e bwès.",
    "La chasa è gronda ed ils uffants èn gia là cun lur mamma.",
)
