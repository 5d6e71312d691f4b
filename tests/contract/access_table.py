"""Who gets what at every address: the one table. An address that is not listed fails the tests.

The ids are those of Gold Trail; the columns after the bar are people of the other district. All are
active in the world of ``tests.world`` with every gate open: the student's portfolio is shared, the
teacher teaches them, the colleague teaches others at the same school, the family is theirs.

``in`` is a redirect to the sign-in page; a POST that is done answers 302. 404: there is no such
thing for you. 403: you may see it, but not do that. What is not listed is a 405.
"""

PERSONAS = (
    *("visitor", "support", "admin", "limited", "principal", "counsellor"),
    *("teacher", "colleague", "student", "family"),
    *("other.admin", "other.teacher", "other.student", "other.family"),
)

TABLE = """
address                              how  vis sup adm lim pri cou tea col stu fam | adm tea stu fam
health_live                          GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
health_ready                         GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
metrics                              GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
home                                 GET  in  200 200 200 200 200 200 200 200 200 | 200 200 200 200

public:page                          GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
public:section                       GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
public:media                         GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
public:anything_else                 GET  404 404 404 404 404 404 404 404 404 404 | 404 404 404 404

sharing:menu                         GET  in  404 403 403 403 403 200 404 200 403 | 404 404 404 404
sharing:menu                         POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
sharing:reset                        POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
sharing:renew                        POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
sharing:turn_off                     POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
sharing:qr                           GET  in  404 403 403 403 403 200 404 200 403 | 404 404 404 404

portfolios:list                      GET  in  200 200 200 200 200 200 200 200 200 | 200 200 200 200
portfolios:template                  GET  in  404 200 200 200 200 200 404 403 403 | 404 404 404 404
portfolios:templates                 GET  in  403 200 403 403 403 403 403 403 403 | 200 403 403 403
portfolios:template_add              GET  in  403 200 403 403 403 403 403 403 403 | 200 403 403 403
portfolios:template_add              POST in  403 302 403 403 403 403 403 403 403 | 302 403 403 403
portfolios:template_edit             GET  in  403 200 403 403 403 403 403 403 403 | 404 403 403 403
portfolios:template_edit             POST in  403 302 403 403 403 403 403 403 403 | 404 403 403 403
portfolios:template_publish          POST in  403 302 403 403 403 403 403 403 403 | 404 403 403 403
portfolios:template_archive          POST in  403 302 403 403 403 403 403 403 403 | 404 403 403 403
portfolios:post_edit                 GET  in  404 403 403 403 403 200 404 200 403 | 404 404 404 404
portfolios:post_edit                 POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
portfolios:post_delete               GET  in  404 403 403 403 403 200 404 200 403 | 404 404 404 404
portfolios:post_delete               POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
portfolios:post_restore              POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
portfolios:retry                     POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
portfolios:page                      GET  in  404 200 200 200 200 200 404 200 200 | 404 404 404 404
portfolios:section                   GET  in  404 200 200 200 200 200 404 200 200 | 404 404 404 404
portfolios:about                     GET  in  404 200 200 200 200 200 404 200 403 | 404 404 404 404
portfolios:start                     POST in  404 403 403 403 403 403 404 302 403 | 404 404 404 404
portfolios:summary                   GET  in  404 403 403 403 403 200 404 200 403 | 404 404 404 404
portfolios:summary                   POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
portfolios:post_new                  GET  in  404 403 403 403 403 200 404 200 403 | 404 404 404 404
portfolios:post_new                  POST in  404 403 403 403 403 302 404 302 403 | 404 404 404 404
portfolios:media                     GET  in  404 200 200 200 200 200 404 200 200 | 404 404 404 404

families:invitation                  GET  404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
families:accept                      POST 404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
families:decline                     POST 404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
families:disown                      POST 404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
families:switch                      POST 302 302 302 302 302 302 302 302 302 302 | 302 302 302 302
families:enter                       GET  302 302 302 302 302 302 302 302 302 302 | 302 302 302 302
families:family_tab                  GET  in  403 200 200 200 200 403 403 403 403 | 200 403 403 403
families:add_family                  GET  in  403 200 200 200 200 403 403 403 403 | 200 403 403 403
families:add_family                  POST in  403 302 302 302 302 403 403 403 403 | 200 403 403 403
families:revoke                      GET  in  403 200 200 200 200 403 403 403 403 | 404 403 403 403
families:revoke                      POST in  403 302 302 302 302 403 403 403 403 | 404 403 403 403
families:resend                      POST in  403 302 302 302 302 403 403 403 403 | 404 403 403 403
families:cancel                      POST in  403 302 302 302 302 403 403 403 403 | 404 403 403 403

districts:sign_in                    GET  200 302 302 302 302 302 302 302 302 302 | 302 302 302 302
districts:sign_in                    POST 200 302 302 302 302 302 302 302 302 302 | 302 302 302 302
districts:switch_role                POST in  404 404 404 404 404 404 404 404 404 | 404 404 404 404
districts:list                       GET  in  200 403 403 403 403 403 403 403 403 | 403 403 403 403
districts:settings                   GET  in  403 200 200 200 403 403 403 403 403 | 200 403 403 403
districts:classes                    GET  in  403 200 200 200 403 200 200 403 403 | 200 200 403 403
districts:imports                    GET  in  403 200 403 200 403 403 403 403 403 | 200 403 403 403
districts:import_run                 GET  in  403 200 403 404 403 403 403 403 403 | 404 403 403 403

account_login                        GET  200 302 302 302 302 302 302 302 302 302 | 302 302 302 302
account_login                        POST 200 302 302 302 302 302 302 302 302 302 | 302 302 302 302
account_logout                       GET  in  200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_logout                       POST in  in  in  in  in  in  in  in  in  in  | in  in  in  in
account_inactive                     GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_change_password              GET  in  200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_change_password              POST in  302 302 302 302 302 302 302 302 302 | 302 302 302 302
account_set_password                 GET  in  302 302 302 302 302 302 302 302 302 | 302 302 302 302
account_set_password                 POST in  302 302 302 302 302 302 302 302 302 | 302 302 302 302
account_reset_password               GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_reset_password               POST 200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_reset_password_done          GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_reset_password_from_key_done GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_reset_password_from_key      GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
account_reset_password_from_key      POST 200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
usersessions_list                    GET  in  200 200 200 200 200 200 200 200 200 | 200 200 200 200
usersessions_list                    POST in  302 302 302 302 302 302 302 302 302 | 302 302 302 302

accent                               GET  200 200 200 200 200 200 200 200 200 200 | 200 200 200 200
gallery                              GET  404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
demo_mail                            GET  404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
demo_mail_message                    GET  404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
demo_mail_html                       GET  404 404 404 404 404 404 404 404 404 404 | 404 404 404 404
"""
