"""Writes two large synthetic lists and imports them; called by measure-imports."""

import os
import subprocess
import sys

folder, tool = sys.argv[1:3]
KEPT = 5000
SETTINGS = """title: Briefs
languages: [en]
marking: TLP:CLEAR
editions:
  public: { ceiling: TLP:CLEAR }
limits: { yamlFileBytes: 60000000 }
"""


def ofac(path):
    """About 120 MB of sdnEntry elements, KEPT of them with an address in North Korea."""
    size, uid = 120 * 1000 * 1000, 0
    with open(path, "w") as out:
        out.write('<?xml version="1.0"?>\n<sdnList xmlns="http://tempuri.org/sdnList.xsd">\n'
                  "<publshInformation><Publish_Date>06/10/2025</Publish_Date>"
                  "</publshInformation>\n")
        while out.tell() < size:
            uid += 1
            country = "Korea, North" if uid % 18 == 0 and uid <= KEPT * 18 else "Iran"
            aliases = "".join(
                f"<aka><uid>{uid}{n}</uid><type>a.k.a.</type><category>strong</category>"
                f"<lastName>ALIAS {n} OF PARTY {uid} é</lastName></aka>\n" for n in range(4))
            out.write(
                f"<sdnEntry>\n<uid>{uid}</uid>\n<firstName>Given {uid}</firstName>\n"
                f"<lastName>PARTY {uid}</lastName>\n<sdnType>Individual</sdnType>\n"
                f"<remarks>Synthetic &amp; made up; entry {uid}</remarks>\n"
                f"<programList><program>{'DPRK3' if country[0] == 'K' else 'IRAN'}</program>"
                f"</programList>\n<akaList>\n{aliases}</akaList>\n"
                f"<addressList><address><uid>{uid}</uid><address1>{uid} Quay Street</address1>"
                f"<city>Port</city><country>{country}</country></address></addressList>\n"
                f"<dateOfBirthList><dateOfBirthItem><uid>{uid}</uid>"
                f"<dateOfBirth>12 Jul 1970</dateOfBirth><mainEntry>true</mainEntry>"
                f"</dateOfBirthItem></dateOfBirthList>\n</sdnEntry>\n")
        out.write("</sdnList>\n")


def ftm(path):
    """A million lines: parties and their listings, KEPT of the parties of North Korea."""
    with open(path, "w") as out:
        for number in range(500_000):
            country = "kp" if number % 100 == 0 and number < KEPT * 100 else "ru"
            out.write(
                f'{{"id":"NK-{number}","caption":"Party {number}","schema":"Person",'
                f'"properties":{{"name":["Party {number}","Партия {number}"],"country":["{country}"],'
                f'"birthDate":["1970-07-12"],"topics":["sanction"]}},"referents":[],'
                f'"datasets":["us_ofac_sdn"],"first_seen":"2024-01-01T00:00:00","target":true}}\n')
            out.write(
                f'{{"id":"s-{number}","caption":"Sanction","schema":"Sanction","properties":'
                f'{{"entity":["NK-{number}"],"authority":["OFAC"],"program":["DPRK"],'
                f'"listingDate":["2016-03-02"]}},"datasets":["us_ofac_sdn"],"target":false}}\n')


def measure(name, path, format, allowed):
    project = os.path.join(folder, "project-" + name)
    os.makedirs(os.path.join(project, "Content"))
    with open(os.path.join(project, "Content/dossier.yaml"), "w") as out:
        out.write(SETTINGS)
    child = subprocess.Popen(
        [tool, "-C", project, "import", format, path, "--country", "kp", "--quiet"],
        stdout=subprocess.PIPE)
    output = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, output
    size = os.path.getsize(path) / 1e6
    seconds = usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss / 1024
    print(output.splitlines()[1])
    print(f"{name}: {size:.0f} MB in {seconds:.2f} s of processor time, {size / seconds:.0f} MB/s, "
          f"{memory:.0f} MB of memory")
    return size / seconds >= 20 and memory < allowed


ofac(os.path.join(folder, "sdn.xml"))
ok = measure("ofac-xml", os.path.join(folder, "sdn.xml"), "ofac-xml", 150)
os.remove(os.path.join(folder, "sdn.xml"))
ftm(os.path.join(folder, "entities.ftm.json"))
ok = measure("ftm", os.path.join(folder, "entities.ftm.json"), "opensanctions", 200) and ok
sys.exit(0 if ok else 1)
