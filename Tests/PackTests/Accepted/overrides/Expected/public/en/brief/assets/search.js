globalThis.dossierIndex={"kinds":["Cover","Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"index","Theft in the harbour","brief"],
[1,"overview","Thieves emptied an exchange","Summary"],
[1,"overview#s-what-happened","What happened","","Thieves emptied an exchange"],
[2,"annex/incidents","Thefts","Every theft of the harbour."],
[2,"annex/figures","Figures","Every number in this pack with its value, the rows it rests on and the query that gave it."],
[2,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[3,"incidents/harbour-2025","Harbour exchange theft","harbour-2025; Harbour Exchange","February 21, 2025"],
[5,"entities/harbour-gang","Harbour Gang","harbour-gang"],
]};
