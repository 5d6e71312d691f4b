"""Handing a package in by hand: a zip, or the CSV files themselves."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.models import SisConnection
from districts.sis.package import MOST_ENTRIES
from spacesedu.lib.plain_errors import PlainForm

type Sent = QueryDict | None
type Files = MultiValueDict[str, UploadedFile[bytes]] | None
type Parcel = tuple["UploadedFile[bytes]", ...]

ENDINGS = (".zip", ".csv", ".txt")


class _Several(forms.FileInput):
    """The browser's own control, for more than one file."""

    allow_multiple_selected = True


class PackageField(forms.FileField):
    """Cleans to one zip, or to CSV files; says what is wrong while others can be chosen."""

    default_error_messages = {
        "required": gettext_lazy("Choose a zip, or the CSV files."),
        "ending": gettext_lazy("“%(name)s” is neither a zip nor a CSV file."),
        "mixed": gettext_lazy("Choose one zip, or only CSV files."),
        "twice": gettext_lazy("Two of these files have the same name."),
        "many": gettext_lazy("These are too many files. A package has a handful."),
    }

    def clean(self, data: object, initial: object = None) -> Parcel:
        """Return the files, in the order of their names."""
        given: Sequence[object] = data if isinstance(data, list | tuple) else [data]
        files = [super(PackageField, self).clean(one, initial) for one in given or [None]]
        names = [file.name.casefold() for file in files]
        for file, name in zip(files, names, strict=True):
            if not name.endswith(ENDINGS):
                self._refuse("ending", name=file.name)
        if len(files) > 1 and any(name.endswith(".zip") for name in names):
            self._refuse("mixed")
        if len(set(names)) < len(names):
            self._refuse("twice")
        if len(files) > MOST_ENTRIES:
            self._refuse("many")
        return tuple(sorted(files, key=lambda file: file.name))

    def _refuse(self, code: str, **values: str) -> None:
        raise forms.ValidationError(self.error_messages[code], code=code, params=values)


class UploadForm(PlainForm):
    """The files, where they are from, and what is to become of them."""

    connection = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("Whoever is missing in it counts as gone only for this source."),
    )
    package = PackageField(
        label=gettext_lazy("The package"),
        widget=_Several(attrs={"accept": ".zip,.csv,.txt,text/csv,text/plain,application/zip"}),
        help_text=gettext_lazy(
            "One zip, or all its CSV files at once: Advanced CSV or OneRoster CSV."
        ),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("What shall become of it"),
        choices=[
            ("import", gettext_lazy("Import it. What is unusual waits for your answer.")),
            ("rehearse", gettext_lazy("Only tell what would change. Nothing is changed.")),
        ],
        initial="import",
        widget=forms.RadioSelect,
    )
    waive = forms.BooleanField(
        label=gettext_lazy("This is the rollover to a new school year"),
        required=False,
        help_text=gettext_lazy(
            "For this one package it is no reason to wait that many leave a school or that nearly "
            "everything changes. A school or a file that is missing still waits."
        ),
    )

    def __init__(
        self, data: Sent = None, files: Files = None, *, connections: Sequence[SisConnection]
    ) -> None:
        """Offer the connections; with a single one there is nothing to choose."""
        super().__init__(data, files)
        self.known = {str(one.pk): one for one in connections}
        field = self.fields["connection"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose…")), *((key, str(one)) for key, one in self.known.items())]
        if len(self.known) == 1:
            field.initial = next(iter(self.known))
            field.widget = field.hidden_widget()

    @property
    def order(self) -> "Handed":
        """Return what was handed in."""
        said = self.cleaned_data
        return Handed(
            self.known[said["connection"]],
            said["package"],
            rehearse=said["way"] == "rehearse",
            waive=said["waive"],
        )


@dataclass(frozen=True, slots=True)
class Handed:
    """What somebody handed in, and how."""

    connection: SisConnection
    files: Parcel
    rehearse: bool
    waive: bool

    @property
    def name(self) -> str:
        """Return what people call the package: the zip's name, or how many files."""
        if len(self.files) == 1:
            return str(self.files[0].name)
        return ", ".join(str(file.name) for file in self.files)

    @contextmanager
    def unpacked(self) -> Iterator[Path]:
        """Put the files into a folder as they came, and yield what is to be received."""
        with tempfile.TemporaryDirectory(prefix="sis-") as folder:
            place = Path(folder)
            for file in self.files:
                with (place / _plain(file)).open("wb") as sink:
                    shutil.copyfileobj(file, sink)
            one = self.files[0]
            zipped = str(one.name).casefold().endswith(".zip")
            yield place / _plain(one) if zipped else place


def _plain(file: "UploadedFile[bytes]") -> str:
    """Return a name without folders; Django has taken them off already."""
    return PurePosixPath(str(file.name)).name


def too_big() -> str:
    """Return what is said of a package that no request may bring."""
    return _("These files are too big. Hand them in as a zip, or by the inbox folder.")
