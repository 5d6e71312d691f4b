"""An e-mail domain of a district, and the identity provider that may vouch for it."""

import re
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spacesedu.lib.plain_errors import PlainForm

_DOMAIN = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\Z"
)
# Where anybody gets an address: vouching for one of these would let everybody in.
FOR_EVERYBODY = frozenset(
    {
        *("aol.com", "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hotmail.com"),
        *("icloud.com", "live.com", "mail.com", "me.com", "msn.com", "outlook.com"),
        *("proton.me", "protonmail.com", "yahoo.ca", "yahoo.com", "yahoo.fr", "zoho.com"),
    }
)
# Microsoft's words for "any tenant": an issuer is one tenant.
NO_TENANT = frozenset({"common", "consumers", "organizations"})


class DomainForm(PlainForm):
    """Domain, issuer, and by whose approval."""

    domain = forms.CharField(
        label=gettext_lazy("E-mail domain"),
        help_text=gettext_lazy("What stands after the @ of the district's own addresses."),
        max_length=253,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    issuer = forms.CharField(
        label=gettext_lazy("Sign-in provider’s address"),
        help_text=gettext_lazy(
            "The address the provider signs with, like https://accounts.google.com. Microsoft's "
            "has the district's tenant in it."
        ),
        max_length=300,
        widget=forms.URLInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    approved_by = forms.CharField(
        label=gettext_lazy("Who approved it for the district"), max_length=200
    )
    reason = forms.CharField(
        label=gettext_lazy("How the domain was verified"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_domain(self) -> str:
        """Return the domain as addresses are compared: lower case, in its IDNA form."""
        typed = str(self.cleaned_data["domain"]).removeprefix("@").rstrip(".").lower()
        try:
            domain = typed.encode("idna").decode("ascii")
        except UnicodeError:
            domain = ""
        if not _DOMAIN.match(domain):
            raise forms.ValidationError(_("Type one domain, like school.org."))
        if domain in FOR_EVERYBODY:
            raise forms.ValidationError(
                _("Everybody can have an address there, so nobody can vouch for it.")
            )
        return domain

    def clean_issuer(self) -> str:
        """Take one https address of one provider and tenant, as it stands in its tokens."""
        issuer = str(self.cleaned_data["issuer"])
        try:
            url = urlsplit(issuer)
        except ValueError:
            url = urlsplit("")
        if url.scheme != "https" or not url.hostname or url.query or url.fragment or "@" in issuer:
            raise forms.ValidationError(_("Type an address that begins with https://."))
        if NO_TENANT & set(url.path.split("/")):
            raise forms.ValidationError(_("Name the district's own tenant, not every tenant."))
        return issuer
