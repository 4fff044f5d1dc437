globalThis.dossierIndex={"kinds":["Cover","Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"index","Theft in the harbour","brief"],
[1,"overview","Thieves emptied an exchange","Summary"],
[2,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[2,"annex/figures","Figures","Every number in this pack with its value, the rows it rests on and the query that gave it."],
[2,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[3,"incidents/harbour-2025","Harbour exchange theft","harbour-2025; Harbour Exchange","21 February 2025"],
[5,"entities/harbour-gang","Harbour Gang","harbour-gang"],
]};
