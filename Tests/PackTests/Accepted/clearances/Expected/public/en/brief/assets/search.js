globalThis.dossierIndex={"kinds":["Cover","Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"index","Theft in the harbour","brief"],
[1,"overview","What was taken","Summary"],
[1,"lines","What we say","Key messages"],
[2,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[2,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[3,"incidents/harbour-2025","The harbour theft","harbour-2025; Le vol du port; Harbour Exchange","21 February 2025"],
[5,"entities/harbour-gang","Harbour gang","harbour-gang"],
]};
