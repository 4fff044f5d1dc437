globalThis.dossierIndex={"kinds":["Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"overview","Thieves emptied an exchange","Summary"],
[0,"overview#s-what-happened","What happened","","Thieves emptied an exchange"],
[1,"annex/incidents","Thefts","Every theft of the harbour."],
[1,"annex/figures","Figures","Every number in this pack with its value, the rows it rests on and the query that gave it."],
[1,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[2,"incidents/harbour-2025","Harbour exchange theft","harbour-2025; Harbour Exchange","February 21, 2025"],
[4,"entities/harbour-gang","Harbour Gang","harbour-gang"],
]};
