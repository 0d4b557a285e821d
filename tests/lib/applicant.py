"""What a sample applicant types and uploads, in the names of the application's fields (fcgi/core/form/form.def).

The samples are JSON files made for people; this turns one into the portal's sections and file slots.
"""
import json
import os
import random
import re
from pathlib import Path

DOCUMENTS = {
    "居民身份证": "resident_id",
    "港澳居民来往内地通行证": "hk_macao_permit",
    "台湾居民来往大陆通行证": "taiwan_permit",
    "港澳台居民居住证": "residence_permit",
    "护照": "passport",
    "外国人永久居留身份证": "foreigner_id",
}
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# file name stem -> (material code, slot)
SLOTS = {
    "01_subject_licence": ("subject_licence", "document"),
    "02_signatory_id_front": ("signatory_id", "front"),
    "02_signatory_id_back": ("signatory_id", "back"),
    "04_registry_form_enterprise_signed": ("registry_form_enterprise", "document"),
    "05_registry_form_group_signed": ("registry_form_group", "document"),
    "06_registry_authorisation_signed": ("registry_authorisation", "document"),
    "07_initiator_id_front": ("initiator_id", "front"),
    "07_initiator_id_back": ("initiator_id", "back"),
    "08_confirmer_id_front": ("confirmer_id", "front"),
    "08_confirmer_id_back": ("confirmer_id", "back"),
    "09_contact_id_front": ("contact_id", "front"),
    "09_contact_id_back": ("contact_id", "back"),
    "10_trading_form_signed": ("trading_form", "document"),
    "11_trading_recommendation_signed": ("trading_recommendation", "document"),
    "11_trading_representative_id_front": ("trading_recommendation", "front"),
    "11_trading_representative_id_back": ("trading_recommendation", "back"),
    "12_trading_agreement_signed": ("trading_agreement", "document"),
    "13_project_design_document": ("project_design_document", "document"),
    "14_property_certificate": ("project_proof", "document"),
    "14_transfer_agreement": ("project_proof", "transfer"),
}
CONDITIONS = ("declare_registered", "declare_reputable", "declare_unbarred", "declare_prudent")  # (1)-(4) of the notice, kind other


def yes_no(value):
    return "yes" if value else "no"


def uscc_check(code17):
    """The 18th character of a unified social credit code (GB 32100)."""
    total = sum(USCC_ALPHABET.index(ch) * pow(3, i, 31) for i, ch in enumerate(code17))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def organisation_code(rng):
    digits = [rng.randrange(10) for _ in range(8)]
    value = 11 - sum(d * w for d, w in zip(digits, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    return "".join(map(str, digits)) + {10: "X", 11: "0"}.get(value, str(value))


def random_uscc(rng=random):
    code17 = "91110108" + organisation_code(rng)
    return code17 + uscc_check(code17)


def random_mobile(rng=random):
    return "199" + "".join(str(rng.randrange(10)) for _ in range(8))


def person(prefix, data, fields):
    out = {
        f"{prefix}_name": data["name"],
        f"{prefix}_document": DOCUMENTS[data["document"]],
        f"{prefix}_number": data["number"],
        f"{prefix}_valid_until": data["valid"],
        f"{prefix}_mobile": data["mobile"],
    }
    for field in fields:
        out[f"{prefix}_{field}"] = data.get(field, "")
    return out


def sections_of_fields(tree):
    """field -> its section, by the form of the tree that the samples stand in."""
    rows = re.findall(r"^FIELD\((\w+),\s*(\w+),", (tree / "fcgi/core/form/form.def").read_text(), re.M)
    return {field: section for section, field in rows}


class Applicant:
    """sections: section -> {field: value}; files: [(code, slot, path)]."""

    def __init__(self, directory, fresh=False):
        with open(os.path.join(directory, "application.json"), encoding="utf-8") as f:
            data = json.load(f)
        org, section_of = data["organisation"], sections_of_fields(Path(directory).parents[2])
        self.username = data["username"]
        self.password = "Password-" + "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=12))
        self.mobile = data["trading_representative"]["mobile"]
        if fresh:
            self.username = "t" + "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=12))
            org["uscc"] = random_uscc()
            self.mobile = random_mobile()
            for who in ("signatory", "initiator", "confirmer", "contact", "trading_representative"):
                data[who]["mobile"] = random_mobile()
            data["trading_representative"]["email"] = f"{self.username}@example.com"
        self.sections = {
            "organisation": {
                "org_name": org["name"],
                "foreign_invested": yes_no(org["foreign_invested"]),
                "industry": org["industry"][0],
                "province": org["region"][0],
                "city": org["region"][1],
                "county": org["region"][2],
            },
            "signatory": person("signatory", data["signatory"], ()),
            "initiator": person("initiator", data["initiator"], ("email", "post")),
            "confirmer": person("confirmer", data["confirmer"], ("email", "post")),
            "contact": person("contact", data["contact"], ("email", "post")),
            "trader": person("trader", data["trading_representative"], ("email", "address", "landline")),
            "agreement": {"agreement_signed_by": data["agreement"]["signed_by"]},
            "declaration": {"declare_truth": "yes", "declare_personal_data": "yes"},
        }
        if org["kind"] == "other":
            self.sections["declaration"].update(dict.fromkeys(CONDITIONS, "yes"))
        if org["kind"] == "project_owner":
            project = data["project"]
            self.sections["project"] = {
                "project_name": project["name"],
                "project_methodology": project["methodology"],
                "project_forestry": yes_no(project["forestry"]),
                "project_is_owner": yes_no(project["is_owner"]),
                "project_owner_name": project["owner"],
                "project_transfer_from": project["from"],
                "project_transfer_to": project["to"],
            }
        for part in data.values():  # what is called there as the form calls it
            for name, value in part.items() if isinstance(part, dict) else ():
                if name in section_of:
                    self.sections[section_of[name]].setdefault(name, value)
        self.files = []
        for name in sorted(os.listdir(directory)):
            stem = os.path.splitext(name)[0]
            if stem in SLOTS:
                self.files.append((*SLOTS[stem], os.path.join(directory, name)))
