"""No row points into another district: the database refuses each single pair."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from django.db.models import ForeignKey, Model

from districts.models import District, User
from spacesedu.lib.constraints import TenantForeignKey
from tests import factories as make
from tests.contract import ours

pytestmark = pytest.mark.django_db

KEYS = ours.constraints(TenantForeignKey)


def _identity_of_staff() -> Model:
    source = make.ConnectionFactory.create()
    staff = make.StaffMemberFactory.create(district=source.district)
    return make.ExternalIdFactory.create(connection=source, kind="staff", student=None, staff=staff)


def _identity_of_a_class() -> Model:
    source = make.ConnectionFactory.create()
    taught = make.ClassGroupFactory.create(school__district=source.district)
    return make.ExternalIdFactory.create(
        connection=source, kind="class", student=None, class_group=taught
    )


def _identity_of_a_school() -> Model:
    source = make.ConnectionFactory.create()
    school = make.SchoolFactory.create(district=source.district)
    return make.ExternalIdFactory.create(
        connection=source, kind="school", student=None, school=school
    )


def _file_of_a_draft() -> Model:
    draft = make.DraftFactory.create()
    return make.AttachmentFactory.create(post=None, draft=draft, district=draft.district)


def _file_of_a_template() -> Model:
    template = make.TemplateFactory.create()
    return make.AttachmentFactory.create(post=None, template=template, district=template.district)


def _upload_of_a_post() -> Model:
    post = make.PostFactory.create()
    author = make.UserFactory.create()
    return make.UploadFactory.create(draft=None, post=post, district=post.district, author=author)


def _pause_of_a_school() -> Model:
    school = make.SchoolFactory.create()
    return make.SharingPauseFactory.create(district=school.district, school=school)


def _pause_of_a_template() -> Model:
    template = make.TemplateFactory.create()
    return make.SharingPauseFactory.create(district=template.district, template=template)


# Whose row has the key, where the factory leaves it empty.
ROWS: dict[str, Callable[[], Model]] = {
    "attachment_draft_same_district": _file_of_a_draft,
    "attachment_template_same_district": _file_of_a_template,
    "enrolment_staff_same_district": make.TeachingFactory.create,
    "external_id_staff_same_district": _identity_of_staff,
    "external_id_class_group_same_district": _identity_of_a_class,
    "external_id_school_same_district": _identity_of_a_school,
    "sharing_pause_school_same_district": _pause_of_a_school,
    "sharing_pause_template_same_district": _pause_of_a_template,
    "upload_post_same_district": _upload_of_a_post,
}


@pytest.mark.parametrize("name", KEYS)
def test_a_row_cannot_point_to_another_district(name: str) -> None:
    model, key = KEYS[name]
    row = ROWS[name]() if name in ROWS else ours.factory_of(model).create()
    connection.check_constraints()
    column = model._meta.get_field(key.field)
    assert isinstance(column, ForeignKey)
    elsewhere = ours.factory_of(column.related_model).create()
    model._default_manager.filter(pk=row.pk).update(**{key.field: elsewhere})
    with pytest.raises(IntegrityError, match=f'"{name}"'):
        connection.check_constraints()


# Foreign keys of tenant rows that need no composite key.
GLOBAL = {District, User}
# Kept on purpose after what it points to is gone or elsewhere.
LOOSE = {("PlannedChange", "school"): "a plan outlives the school it would have made"}


def test_every_foreign_key_between_tenant_rows_is_tied_to_the_district() -> None:
    tied = {(model.__name__, key.field) for model, key in KEYS.values()}
    found = {
        (model.__name__, field.name)
        for model in ours.models()
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and field.related_model not in GLOBAL
        and any(other.name == "district" for other in model._meta.fields)
    }
    assert found - tied == LOOSE.keys()
