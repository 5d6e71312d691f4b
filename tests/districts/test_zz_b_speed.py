import time, csv, uuid
from pathlib import Path
import pytest
from django.db import transaction
from districts.sis import intake, statements, checks, staging, matching
from districts.sis.oneroster import judge as J, format as F
from districts.sis.package import opened
from districts.sis.registry import KNOWN_NAMES, format_of
from tests.samples.importing import importing, FAMILY_IMPORTS
from tests.samples.oneroster import sample

N=100_000
def make(folder):
    s=sample("1.1"); f=s.files
    f["orgs"]=[{"sourcedId":"d","name":"D","type":"district"}]+[{"sourcedId":f"sch{i}","name":f"School {i}","type":"school","identifier":str(100+i)} for i in range(100)]
    u=[]; 
    for i in range(N):
        u.append(dict(sourcedId=f"s{i}",enabledUser="true",orgSourcedIds=f"sch{i%100}",role="student",username=f"s{i}",givenName=f"Given{i}",familyName=f"Family{i}",identifier=str(i),email=f"s{i}@pupils.example",grades="05",agentSourcedIds=f"p{i}"))
        u.append(dict(sourcedId=f"p{i}",enabledUser="true",orgSourcedIds="d",role="parent",username=f"p{i}",givenName=f"PGiven{i}",familyName=f"Family{i}",email=f"p{i}@home.example",agentSourcedIds=f"s{i}"))
    for i in range(N//20):
        u.append(dict(sourcedId=f"t{i}",enabledUser="true",orgSourcedIds=f"sch{i%100}",role="teacher",username=f"t{i}",givenName=f"TGiven{i}",familyName=f"F{i}",email=f"t{i}@staff.example"))
    f["users"]=u
    f["classes"]=[dict(sourcedId=f"c{i}",title=f"Class {i}",schoolSourcedId=f"sch{i%100}",courseSourcedId="x",termSourcedIds="fall,spring") for i in range(N//20)]
    e=[]
    for i in range(N):
        for k in range(3):
            e.append(dict(sourcedId=f"e{i}-{k}",classSourcedId=f"c{(i*3+k)%(N//20)}",userSourcedId=f"s{i}",role="student",beginDate="2025-09-02",endDate="2026-06-27"))
    f["enrollments"]=e
    return s.write(folder)

@pytest.mark.django_db
def test_speed(tmp_path, monkeypatch):
    p=make(tmp_path/"p")
    d=importing(tmp_path,*FAMILY_IMPORTS)
    orig=statements.execute
    spent={}
    def timed(path, values, **k):
        t=time.perf_counter(); r=orig(path,values,**k); dt=time.perf_counter()-t
        key="/".join(path.parts[-2:]); spent[key]=spent.get(key,0)+dt
        return r
    import districts.sis.plan as plan, districts.sis.apply as apply
    for m in (intake, checks, matching, J, F, plan, apply):
        if hasattr(m,"execute"): monkeypatch.setattr(m,"execute",timed)
    for i in range(3):
        spent.clear(); t=time.perf_counter()
        try:
            r=d.run(p,approve=True); print(r.state, {k:v for k,v in r.counts.items()})
        except Exception as e: print("ERR", str(e)[:200])
        print("=== run",i,round(time.perf_counter()-t,2), "counted", round(sum(spent.values()),2))
        for k,v in sorted(spent.items(), key=lambda x:-x[1])[:22]: print("  ",k,round(v,3))
