globalThis.dossierIndex={"kinds":["Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"overview","Thieves emptied an exchange","Summary"],
[1,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[1,"annex/figures","Figures","Every number in this pack with its value, the rows it rests on and the query that gave it."],
[1,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[2,"incidents/harbour-2025","Harbour exchange theft","harbour-2025; Harbour Exchange","21 February 2025"],
[4,"entities/harbour-gang","Harbour Gang","harbour-gang"],
]};
