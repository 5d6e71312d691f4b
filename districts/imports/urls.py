"""Addresses of imports: runs, their lists and answers, connections, settings, services."""

from django.urls import path

from districts.views import (
    import_answers,
    import_connections,
    import_ids,
    import_lists,
    import_services,
    import_settings,
    import_upload,
    imports,
)

urlpatterns = [
    path("imports/", imports.runs, name="imports"),
    path("imports/upload/", import_upload.upload, name="import_upload"),
    path("imports/connections/", import_connections.connections, name="import_connections"),
    path(
        "imports/connections/new/<slug:source_kind>/",
        import_connections.new,
        name="import_connection_new",
    ),
    path(
        "imports/connections/<uuid:connection>/",
        import_connections.connection,
        name="import_connection",
    ),
    path(
        "imports/connections/<uuid:connection>/test/",
        import_connections.test,
        name="import_connection_test",
    ),
    path(
        "imports/connections/<uuid:connection>/fetch/",
        import_connections.fetch,
        name="import_connection_fetch",
    ),
    path(
        "imports/connections/<uuid:connection>/end/",
        import_connections.end,
        name="import_connection_end",
    ),
    path(
        "imports/connections/<uuid:connection>/ids/",
        import_ids.mapping,
        name="import_connection_ids",
    ),
    path("imports/settings/", import_settings.settings, name="import_settings"),
    path("imports/settings/quiet-days/", import_settings.quiet_days_add, name="quiet_days_add"),
    path(
        "imports/settings/quiet-days/<uuid:days>/remove/",
        import_settings.quiet_days_remove,
        name="quiet_days_remove",
    ),
    path("imports/<uuid:run_id>/", imports.run, name="import_run"),
    path("imports/<uuid:run_id>/changes/", import_lists.changes_list, name="import_changes"),
    path("imports/<uuid:run_id>/changes/csv/", import_lists.changes_csv, name="import_changes_csv"),
    path("imports/<uuid:run_id>/problems/", import_lists.problems_list, name="import_problems"),
    path(
        "imports/<uuid:run_id>/problems/csv/",
        import_lists.problems_csv,
        name="import_problems_csv",
    ),
    path("imports/<uuid:run_id>/approve/", import_answers.approve, name="import_approve"),
    path("imports/<uuid:run_id>/discard/", import_answers.discard, name="import_discard"),
    path("imports/<uuid:run_id>/undo/", import_answers.undo, name="import_undo"),
    path("imports/<uuid:run_id>/ids/", import_ids.offered, name="import_ids"),
    path("imports/<uuid:run_id>/example/", import_answers.sample_mail, name="import_sample"),
    path("support/<uuid:district>/services/", import_services.services, name="import_services"),
    path(
        "support/services/<uuid:provider>/",
        import_services.private_address,
        name="import_private_address",
    ),
]
