/// The programmes of OpenSanctions that lists' tags stand for.
///
/// Only tags that a reference names are here. A project adds its own; an unknown tag is reported,
/// never guessed at.
package enum ProgramIDs {
  package static func builtIn(authority: String) -> [String: String] {
    switch authority {
    case "ofac":
      [
        "DPRK": "US-NK", "DPRK2": "US-NK", "DPRK3": "US-NK", "DPRK4": "US-NK",
        "DPRK-NKSPEA": "US-NK", "CYBER2": "US-CYB", "CYBER3": "US-CYB", "CYBER4": "US-CYB",
      ]
    case "unsc": ["DPRK": "UN-SC1718"]
    case "eu-council": ["PRK": "EU-PRK", "CYB": "EU-CYB"]
    case "fcdo":
      [
        "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019":
          "GB-DPRK",
        "The Cyber (Sanctions) (EU Exit) Regulations 2020": "GB-CYB",
      ]
    default: [:]
    }
  }
}
