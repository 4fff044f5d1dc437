#pragma once
// Only the flags of libxml2's pkg-config file are wanted of this module. Its headers bring ICU's
// along, which Swift's Foundation has too, so no Swift code may see them: CLibXML2 wraps them.
