"""Write the register of today's measures from the dictionary of the Department's tool: `python maintenance/present_day_register.py FILE`.

Codes, names, polarities and kinds of year are the Department's facts; the headings, the units in our words, the short titles and which
measures count towards the shares are our choice.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "csrating" / "reference" / "measures.csv"
SOURCE = "Local Authority Interactive Tool: data dictionary, 2026"
NAMES = (
    *("indicator", "number", "title", "short", "ecm_outcome", "polarity", "unit", "decimals", "in_shares", "looked_after", "vulnerable"),
    *("year", "topic", "evidence", "note", "source"),
)

HEALTHY, SAFE, ENJOYING = "being healthy", "staying safe", "enjoying and achieving"
CONTRIBUTION, ECONOMIC = "making a positive contribution", "achieving economic well-being"
HEADINGS = {
    "Health and Wellbeing": HEALTHY,
    "Child Protection": SAFE,
    "Children in Need": SAFE,
    "Children Looked After": SAFE,
    "Adoption": SAFE,
    "Children's Services Workforce": SAFE,
    "Children's Service Finance": SAFE,
    "Contextual\\Other": SAFE,
    "Early Years": ENJOYING,
    "Foundation Stage": ENJOYING,
    "Key Stage 1 and Phonics": ENJOYING,
    "Key Stage 2": ENJOYING,
    "Key Stage 4": ENJOYING,
    "Children with SEN": ENJOYING,
    "All Pupil Absence & Exclusions": ENJOYING,
    "Youth Offending": CONTRIBUTION,
    "Key Stage 5": ECONOMIC,
    "Attainment by age 19": ECONOMIC,
    "Further & Higher Education": ECONOMIC,
    "Economic Factors": ECONOMIC,
}
"""Under which outcome the measures of a topic stand, where the table below does not say another."""

COUNTED = {
    "InfMort": (HEALTHY, "Infant mortality"),
    "Low_Birth_Weight_Babies": (HEALTHY, "Low birth weight of full-term babies"),
    "6wksBreast": (HEALTHY, "Breastfeeding at 6 to 8 weeks"),
    "ExcessRec": (HEALTHY, "Excess weight in reception year"),
    "ExcessYr6": (HEALTHY, "Excess weight in year 6"),
    "Under18concep": (HEALTHY, "Conceptions under 18"),
    "HospAd0-14": (HEALTHY, "Admissions for injuries, 0 to 14"),
    "CMH_0-17yrs": (HEALTHY, "Admissions for mental health, 0 to 17"),
    "Hosp_Adm_Alc_<18yrs": (HEALTHY, "Admissions for alcohol, under 18"),
    "HCP_PHOF": (HEALTHY, "Reviews at 2 to 2½ years with ASQ-3"),
    "LACHealth%": (HEALTHY, "Health checks of looked-after children"),
    "LACDental%": (HEALTHY, "Dental checks of looked-after children"),
    "LACVaccinations%": (HEALTHY, "Immunisations of looked-after children"),
    "Emotional_LAC": (HEALTHY, "Emotional health of looked-after (SDQ)"),
    "LACSubstance": (HEALTHY, "Looked-after: substance misuse"),
    "RTA": (SAFE, "Killed or seriously injured on roads"),
    "ReReferral": (SAFE, "Re-referrals within 12 months"),
    "Continue_Assess_Comp": (SAFE, "Assessments within 45 working days"),
    "CP_conf_15days": (SAFE, "Protection conferences within 15 days"),
    "PrevRegCPR": (SAFE, "Second or later child protection plans"),
    "RevCP": (SAFE, "Child protection cases reviewed in time"),
    "CPPlans2yrs": (SAFE, "Child protection plans over 2 years"),
    "LACStable_2016on": (SAFE, "Looked after: 3 or more placements"),
    "LAC_LongStable%": (SAFE, "Looked after: same placement for 2 years"),
    "LACDistance": (SAFE, "Looked after: over 20 miles from home"),
    "Stability_SocialWorker": (SAFE, "Looked after: 3 or more social workers"),
    "Work_Force_Vac_Rate": (SAFE, "Social worker vacancies"),
    "Work_Force_TO_Rate": (SAFE, "Social worker turnover"),
    "Work_Force_Agecy_Rate": (SAFE, "Agency social workers"),
    "Work_Force_AvgNumCase_SW": (SAFE, "Cases per social worker"),
    "Work_Force_SWAbsence": (SAFE, "Social worker absence"),
    "%_2yr_olds": (ENJOYING, "Funded early education of 2 year olds"),
    "%_3&4yr_olds": (ENJOYING, "Funded early education at 3 and 4"),
    "FSP_NEW_GOODDEV": (ENJOYING, "Good level of development at age 5"),
    "KS1P_all": (ENJOYING, "Phonics in year 1"),
    "KS2RWM_Expected_STD": (ENJOYING, "Key stage 2: reading, writing and maths"),
    "FSM_NEW_KS2_RWM": (ENJOYING, "Key stage 2: free school meals"),
    "Multiplication_Total_APS": (ENJOYING, "Multiplication tables check, mean score"),
    "AVG_Attain8_Score": (ENJOYING, "Attainment 8"),
    "FSM_AVG_Attain8_Score": (ENJOYING, "Attainment 8: free school meals"),
    "EngMaths9-5": (ENJOYING, "English and maths GCSE, grades 9 to 5"),
    "EngBacAvgPointScore": (ENJOYING, "English Baccalaureate, mean points"),
    "LAC_KS2_ExpStd_RWM": (ENJOYING, "Key stage 2: looked-after children"),
    "LAC_KS4_AVG_Attain8": (ENJOYING, "Attainment 8: looked-after children"),
    "CIN_KS2_ExpStd_RWM": (ENJOYING, "Key stage 2: children in need"),
    "CIN_Avg_Attain8_KS4": (ENJOYING, "Attainment 8: children in need"),
    "NEW_KS2_RWM_Sen_Withsta": (ENJOYING, "Key stage 2: pupils with EHC plans"),
    "SEN_Stat_AVG_Attain8_Score": (ENJOYING, "Attainment 8: pupils with EHC plans"),
    "SEN_EHC_Excpt_20wks": (ENJOYING, "EHC plans within 20 weeks"),
    "TotAbs": (ENJOYING, "Absence from school"),
    "TotPerAbNew": (ENJOYING, "Persistent absence from school"),
    "LAC_Pers_Abs": (ENJOYING, "Persistent absence: looked-after"),
    "CINPermAbsent_3Term": (ENJOYING, "Persistent absence: children in need"),
    "Stability_School": (ENJOYING, "Looked after: school moves within a year"),
    "TotPermEx": (CONTRIBUTION, "Permanent exclusions"),
    "Total_ Pup_FixedEx": (CONTRIBUTION, "Pupils suspended"),
    "LAC_Fixed_ Ex": (CONTRIBUTION, "Looked-after children suspended"),
    "CINFixedExclusion": (CONTRIBUTION, "Children in need suspended"),
    "FirstYJS": (CONTRIBUTION, "First-time entrants to youth justice"),
    "ReoffYO15-17": (CONTRIBUTION, "Re-offending at 15 to 17"),
    "YJS_Caution-Sentence10-17_YO": (CONTRIBUTION, "Children cautioned or sentenced"),
    "LAC_Convictions": (CONTRIBUTION, "Looked-after children convicted"),
    "Level2Age19": (ECONOMIC, "Level 2 by age 19"),
    "Level3Age19": (ECONOMIC, "Level 3 by age 19"),
    "Level3_FMS_Attain": (ECONOMIC, "Level 3 by age 19: free school meals"),
    "APSE_Best_3ALevels": (ECONOMIC, "Best 3 A levels, points per entry"),
    "SusEdOverall_All": (ECONOMIC, "In education or work after key stage 4"),
    "16-17_not known_NEET": (ECONOMIC, "16 to 17: not in learning, or not known"),
    "16-17Ed&Training": (ECONOMIC, "16 to 17: in education or training"),
    "Sept_Guarantee": (ECONOMIC, "Offers of learning at 16 and 17"),
    "CareLeaverEET": (ECONOMIC, "Care leavers in education or work"),
    "CareLeaverAcc": (ECONOMIC, "Care leavers in suitable accommodation"),
    "StayingPut": (ECONOMIC, "Care leavers staying put with carers"),
    "HE_19_FSM": (ECONOMIC, "Higher education by 19: school meals"),
    "16-17YroldSEN_ET": (ECONOMIC, "16 to 17 with SEN: in learning"),
}
"""The measures that count towards the shares: published for councils, with a direction, one for each subject, and about what councils do
with their partners rather than about whom they serve."""

WHY = "our assumption: which measures count, and under which heading, is our choice"
YEARS = {
    "Academic Year": "academic",
    "Financial Year": "financial",
    "Calendar Year": "calendar",
    "Annual (end of Sept)": "to September",
    "Annual - January": "January",
    "Annual": "financial",
}
"""The kinds of year; those that the dictionary calls annual are counts on 31 March."""

_OF_WHOM = {
    "of 10-17 population": "aged 10 to 17",
    "15 - 17 year olds": "aged 15 to 17",
}
_RATE = re.compile(r"rate per (?P<many>[\d,]+)\s*(?P<of>.*)", re.IGNORECASE)


def unit_of(axis: str, title: str) -> str:
    """The unit in our words, from the name of the axis.

    >>> unit_of("Rate per 1000 live births", ""), unit_of("% CIN", ""), unit_of("Spend", "")
    ('per 1,000 live births', 'per cent', 'pounds')
    """
    text = " ".join(axis.split())
    if rate := _RATE.fullmatch(text):
        return f"per {int(rate['many'].replace(',', '')):,} {_OF_WHOM.get(rate['of'], rate['of'])}".strip()
    if text.startswith("%") or "%" in title or text in ("Turnover rate", "Absence Rate"):
        return "per cent"
    if text in ("Spend", "Unit Cost"):
        return "pounds"
    if "core" in text or text in ("Average", "Average Point Score"):
        return "score"
    if text == "Case Load":
        return "cases"
    return "number"


def rows(dictionary: Path) -> list[dict[str, str]]:
    """The rows of the register, in the order of the dictionary; a measure that it lists under two topics stands under the first."""
    with dictionary.open(encoding="utf-8", newline="") as stream:
        listed = {row["Measure_short"]: row for row in reversed(list(csv.DictReader(stream)))}
    missing = sorted(set(COUNTED) - set(listed))
    if missing:
        raise SystemExit(f"the dictionary lacks {', '.join(missing)}")
    return [_row(name, row) for name, row in reversed(listed.items())]


def _row(name: str, row: dict[str, str]) -> dict[str, str]:
    title, brief = (" ".join(row[column].split()) for column in ("Chart_title", "Measure"))
    heading, short = COUNTED.get(name, (HEADINGS[row["Topic"]], ""))
    unit = unit_of(row["y_axis_name"], title)
    short = short or next((text for text in (title, brief, name) if len(text) <= 40), name[:40])
    looked_after = "looked after" in title.lower() or "care leaver" in title.lower() or name.startswith("LAC")
    vulnerable = looked_after or any(
        word in title.lower() for word in ("in need", "protection plan", "sen ", "ehc", "free school meals", "fsm")
    )
    return {
        "indicator": name,
        "number": name,
        "title": title,
        "short": short,
        "ecm_outcome": heading,
        "polarity": {"High": "high", "Low": "low"}.get(row["Polarity"], "none"),
        "unit": unit,
        "decimals": row["dps"] if row["dps"].isdigit() else "0" if unit in ("number", "pounds") else "1",
        "in_shares": "yes" if name in COUNTED else "no",
        "looked_after": "yes" if looked_after else "no",
        "vulnerable": "yes" if vulnerable else "no",
        "year": YEARS[row["Year_Type"]],
        "topic": row["Topic"],
        "evidence": WHY,
        "note": "",
        "source": SOURCE,
    }


def main(arguments: list[str]) -> None:
    """Write the register."""
    with OUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, NAMES, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(Path(arguments[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
