"""The words that Microsoft Forms itself writes above its own columns, in the languages in which they were seen.

Squeezed as headers are compared. Where a language is missing, `microsoft_forms` goes by what stands below.
"""

from __future__ import annotations

from pipeline.exports.table import squeezed


def _words(*texts: str) -> frozenset[str]:
    return frozenset(map(squeezed, texts))


IDS = _words("ID", "Id.", "Nr", "№", "ИД", "ID odpowiedzi")

MONTH_FIRST = _words("Start time")
"""English, where 3/4 is a day in March."""

STARTED = MONTH_FIRST | _words(
    "Startzeit", "Heure de début", "Hora de inicio", "Begintijd", "Godzina rozpoczęcia", "Ora di inizio",
    "Ora inizio", "Hora de início", "Hora de iniciação", "Starttid", "Starttidspunkt", "Alkamisaika",
    "Aloitusaika", "Čas zahájení", "Čas začátku", "Başlangıç zamanı", "Kezdés időpontja", "Время начала",
    "Час початку", "開始時刻", "開始時間", "开始时间", "시작 시간", "Ora începerii",
)  # fmt: skip

COMPLETED = _words(
    "Completion time", "Fertigstellungszeit", "Heure de fin", "Hora de finalización", "Tijd van voltooien",
    "Voltooiingstijd", "Godzina ukończenia", "Ora di completamento", "Ora completamento", "Hora de conclusão",
    "Slutförandetid", "Tid för slutförande", "Fullføringstidspunkt", "Fuldførelsestidspunkt",
    "Afslutningstidspunkt", "Valmistumisaika", "Čas dokončení", "Tamamlanma zamanı", "Befejezés időpontja",
    "Время выполнения", "Время завершения", "Час завершення", "完了時刻", "完了時間", "完成时间", "完成時間",
    "완료 시간", "Ora finalizării",
)  # fmt: skip

EMAILS = _words(
    "Email", "E-mail", "E-mail address", "E-Mail-Adresse", "Adresse de messagerie", "Adresse e-mail", "Courriel",
    "Correo electrónico", "E-mailadres", "Adres e-mail", "Posta elettronica", "Indirizzo di posta elettronica",
    "Indirizzo e-mail", "Correio eletrônico", "Correio eletrónico", "Endereço de e-mail", "E-post",
    "E-postadress", "E-mailadresse", "Sähköposti", "Sähköpostiosoite", "Электронная почта",
    "Адрес электронной почты", "Електронна пошта", "メール", "メール アドレス", "电子邮件", "電子郵件", "전자 메일",
    "E-posta", "E-mailová adresa",
)  # fmt: skip

NAMES = _words(
    "Name", "Nom", "Nombre", "Naam", "Nazwa", "Imię i nazwisko", "Nome", "Namn", "Navn", "Nimi", "Jméno", "Név",
    "Ad", "Имя", "Ім'я", "名前", "姓名", "名称", "名稱", "이름", "Nume",
)  # fmt: skip

OTHERS = _words(
    "Last modified time", "Uhrzeit der letzten Änderung", "Zeitpunkt der letzten Änderung",
    "Heure de la dernière modification", "Hora de la última modificación", "Tijd van laatste wijziging",
    "Czas ostatniej modyfikacji", "Ora dell'ultima modifica", "Ora ultima modifica", "Hora da última modificação",
    "最終変更時刻",
    "Language", "Sprache", "Langue", "Idioma", "Taal", "Język", "Lingua", "言語",
    "Total points", "Gesamtpunktzahl", "Gesamtpunkte", "Total des points", "Nombre total de points",
    "Puntos totales", "Total de puntos", "Totaal aantal punten", "Totaalscore", "Łączna liczba punktów",
    "Punti totali", "Total de pontos",
    "Quiz feedback", "Quiz-Feedback", "Feedback zum Quiz", "Commentaires sur le questionnaire",
    "Commentaires du questionnaire", "Comentarios del cuestionario", "Feedback quiz", "Feedback op toets",
    "Feedback do questionário", "Opinia o teście",
    "Grade posted time", "Zeitpunkt der Notenveröffentlichung", "Heure de publication de la note",
    "Hora de publicación de la calificación", "Tijd van publicatie van beoordeling",
)  # fmt: skip

TWINS = _words(
    "Points", "Feedback", "Punkte", "Commentaires", "Puntos", "Comentarios", "Punten", "Punkty", "Opinia", "Punti",
    "Pontos", "Comentários", "Poäng", "Poeng", "Point", "ポイント", "フィードバック",
)  # fmt: skip
"""What stands before a question's text above its points and its feedback."""
