globalThis.dossierIndex={"kinds":["Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"overview","What was taken","Summary"],
[0,"lines","What we say","Key messages"],
[1,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[1,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[2,"incidents/harbour-2025","The harbour theft","harbour-2025; Le vol du port; Harbour Exchange","21 February 2025"],
[4,"entities/harbour-gang","Harbour gang","harbour-gang"],
]};
